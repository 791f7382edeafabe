using System.CommandLine;
using Deconv.Cli.Jobs;
using Deconv.Cli.Options;

namespace Deconv.Cli.Commands;

/// <summary>deconv inspect: reports format, noise, clipping and blur of a file.</summary>
internal static class InspectCommand
{
    public static Command Create()
    {
        var input = new InputOptions();
        var run = new RunOptions();
        var command = new Command(
            "inspect",
            """
            Report the properties of a file: size, bit depth, transfer function, noise, clipping, the finest detail above the noise, and the simple
            blur that fits it best, if any.

            Examples:
              deconv inspect shot.jpg
              deconv inspect *.tif --json
            """
        )
        {
            run.Json,
        };
        input.AddTo(command);
        command.SetAction(parsed =>
        {
            var given = new Given(parsed);
            return new InspectJob(input.Bind(given), new RunRequest { Json = given.Of(run.Json) }).Run(parsed.Io());
        });
        return command;
    }
}
