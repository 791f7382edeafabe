using System.CommandLine;
using Deconv.Cli.Jobs;
using Deconv.Cli.Options;

namespace Deconv.Cli.Commands;

/// <summary>deconv version: information for a bug report.</summary>
internal static class VersionCommand
{
    public static Command Create()
    {
        Option<bool> json = new RunOptions().Json;
        var command = new Command("version", "Print the version of the program, the runtime and the machine.\n\nExample:\n  deconv version") { json };
        command.SetAction(parsed => new VersionJob(new Given(parsed).Of(json)).Run(parsed.Io()));
        return command;
    }
}
