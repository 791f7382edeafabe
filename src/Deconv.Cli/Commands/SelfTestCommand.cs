using System.CommandLine;
using Deconv.Cli.Jobs;
using Deconv.Cli.Options;

namespace Deconv.Cli.Commands;

/// <summary>deconv selftest: checks the numerics on this machine.</summary>
internal static class SelfTestCommand
{
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Print the results as JSON." };
        var command = new Command(
            "selftest",
            """
            Check adjoints, gradients, methods and threading on this machine, and print the largest error of each.

            Example:
              deconv selftest
            """
        )
        {
            json,
        };
        command.SetAction(parsed => new SelfTestJob(new Given(parsed).Of(json)).Run(parsed.Io()));
        return command;
    }
}
