using System.CommandLine;
using Deconv.Cli.Jobs;
using Deconv.Cli.Options;

namespace Deconv.Cli.Commands;

/// <summary>deconv compare: how close is a picture to another.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var options = new CompareOptions();
        var command = new Command(
            "compare",
            """
            Compare a picture with a reference, moved to its best place first: a shift is reported as a shift, not as bad quality.
            PSNR and SSIM are those of the values in the files (as the reference stores light), as is the custom; the PSNR in linear light stands
            beside them.

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
