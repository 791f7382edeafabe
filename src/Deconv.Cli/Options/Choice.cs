namespace Deconv.Cli.Options;

/// <summary>One value that an option takes: the word for it, on the command line and in recipes, and what it means.</summary>
/// <param name="Word">As typed.</param>
/// <param name="Value">What it stands for.</param>
/// <param name="Summary">For the help; null where the word says it all.</param>
internal sealed record Choice<T>(string Word, T Value, string? Summary = null)
{
    /// <summary>Other words for the same, taken but not offered.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];
}
