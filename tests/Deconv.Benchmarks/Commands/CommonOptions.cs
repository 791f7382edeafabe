using System.CommandLine;
using Deconv.Restoration;

namespace Deconv.Benchmarks.Commands;

/// <summary>Options that several commands have.</summary>
internal static class CommonOptions
{
    public static Option<string> Data() =>
        new("--data")
        {
            Description = "Folder that holds the pictures: levin09, lai16, photos, outliers, real.",
            HelpName = "DIR",
            Required = true,
        };

    public static Option<string?> Only(string what) => new("--only") { Description = $"Only {what} whose name contains this.", HelpName = "TEXT" };

    public static Choice<Effort> Effort() =>
        new(
            "--effort",
            "Work spent on a restoration.",
            [
                ("balanced", Restoration.Effort.Balanced),
                ("fast", Restoration.Effort.Fast),
                ("best", Restoration.Effort.Best),
                ("auto", Restoration.Effort.Auto),
            ]
        );

    public static Option<int> Threads() => new("--threads", "-j") { Description = "Threads to use; 0 is all processors.", HelpName = "N" };

    public static Option<bool> Json() => new("--json") { Description = "Print one JSON object instead of lines." };

    public static Option<int> Number(string name, int standard, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "N",
            DefaultValueFactory = _ => standard,
        };
}
