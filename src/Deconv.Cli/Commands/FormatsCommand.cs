using System.CommandLine;
using Deconv.Cli.Jobs;
using Deconv.Cli.Options;

namespace Deconv.Cli.Commands;

/// <summary>deconv formats: what can be read and written here.</summary>
internal static class FormatsCommand
{
    public static Command Create()
    {
        Option<bool> json = new RunOptions().Json;
        var command = new Command(
            "formats",
            "Say which picture formats can be read and written on this machine, and why others cannot.\n\nExample:\n  deconv formats"
        )
        {
            json,
        };
        command.SetAction(parsed => new FormatsJob(new Given(parsed).Of(json)).Run(parsed.Io()));
        return command;
    }
}
