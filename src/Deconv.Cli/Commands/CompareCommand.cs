using System.CommandLine;
using Deconv.Cli.Jobs;
using Deconv.Cli.Options;

namespace Deconv.Cli.Commands;

/// <summary>deconv compare: PSNR and SSIM of an image against a reference.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var options = new CompareOptions();
        var command = new Command(
            "compare",
            """
            Compare an image with a reference after aligning the two. A shift is reported separately and does not lower PSNR or SSIM.

            PSNR and SSIM are computed on encoded values, as is customary, with the transfer function of the reference. The PSNR in linear light
            is printed as well.

            Examples:
              deconv compare restored.png sharp.png
              deconv compare restored.png sharp.png --max-shift 5 --crop-border 15 --json
            """
        );
        options.AddTo(command);
        command.SetAction(parsed => new CompareJob(options.Bind(new(parsed))).Run(parsed.Io()));
        return command;
    }
}
