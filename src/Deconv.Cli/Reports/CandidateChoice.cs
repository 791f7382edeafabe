using Deconv.Cli.Output;

namespace Deconv.Cli.Reports;

/// <summary>The candidates of a blind search in a report.</summary>
/// <param name="Photograph">Path of the photograph.</param>
/// <param name="Tried">The candidates.</param>
/// <param name="Command">The command that restores the photograph with one of them; null if no recipe was written.</param>
internal sealed record CandidateChoice(string Photograph, TriedCandidates Tried, string? Command)
{
    /// <summary>What <see cref="Words"/> are for.</summary>
    public string Advice =>
        Command is null
            ? "To restore the photograph with one of them, run the command again with:"
            : "To restore the whole photograph with one of them:";

    /// <summary>A command, or the option that leads to it.</summary>
    public string Words => Command ?? "--candidates " + ShellWords.Join([$"{Name}-candidates.png"]);

    private string Name => Photograph == "-" ? "stdin" : Path.GetFileNameWithoutExtension(Photograph);
}
