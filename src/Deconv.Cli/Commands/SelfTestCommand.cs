using System.CommandLine;
using Deconv.Cli.Jobs;
using Deconv.Cli.Options;

namespace Deconv.Cli.Commands;

/// <summary>deconv selftest: prove the mathematics on this machine.</summary>
internal static class SelfTestCommand
{
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Results as JSON." };
        var command = new Command(
            "selftest",
            """
            Prove the engine on this machine: adjoints, gradients, methods and threads, with the largest error of each.

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
