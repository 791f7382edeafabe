using System.CommandLine;
using Deconv.Cli.Jobs;
using Deconv.Cli.Options;

namespace Deconv.Cli.Commands;

/// <summary>deconv blur: simulates a blurred, noisy image.</summary>
internal static class BlurCommand
{
    public static Command Create()
    {
        var options = new BlurOptions();
        var command = new Command(
            "blur",
            """
            Simulate a blurred photograph: blur an image in linear light and add noise.

            Examples:
              deconv blur sharp.png -p disk:4 --noise 0.005 -o blurred.png
              deconv blur sharp.png -p motion:15,30 --boundary unknown   (keeps only the part that needs nothing from outside the frame)
            """
        );
        options.AddTo(command);
        command.SetAction(parsed => new BlurJob(options.Bind(new(parsed))).Run(parsed.Io()));
        return command;
    }
}
