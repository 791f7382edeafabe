using System.CommandLine;
using Deconv.Cli.Jobs;
using Deconv.Cli.Options;

namespace Deconv.Cli.Commands;

/// <summary>deconv inspect: what a file is, how noisy, how blurred, and whether restoring it is worth it.</summary>
internal static class InspectCommand
{
    public static Command Create()
    {
        var input = new InputOptions();
        var run = new RunOptions();
        var command = new Command(
            "inspect",
            """
            Say what a file is: size, depth, transfer function, noise, clipping, the finest detail left, and which simple blur explains it, if any.

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
