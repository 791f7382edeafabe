using System.CommandLine;
using Deconv.Cli.Jobs;
using Deconv.Cli.Options;

namespace Deconv.Cli.Commands;

/// <summary>deconv formats: lists the image formats that this machine can read and write.</summary>
internal static class FormatsCommand
{
    public static Command Create()
    {
        Option<bool> json = new RunOptions().Json;
        var command = new Command(
            "formats",
            "List the image formats that this machine can read and write, and why others are missing.\n\nExample:\n  deconv formats"
        )
        {
            json,
        };
        command.SetAction(parsed => new FormatsJob(new Given(parsed).Of(json)).Run(parsed.Io()));
        return command;
    }
}
