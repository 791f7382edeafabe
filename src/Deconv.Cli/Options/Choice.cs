namespace Deconv.Cli.Options;

/// <summary>One value of an option: the word for it on the command line and in recipes, and its meaning.</summary>
/// <param name="Word">As typed.</param>
/// <param name="Value">The value.</param>
/// <param name="Summary">For the help; null where the word is clear enough.</param>
internal sealed record Choice<T>(string Word, T Value, string? Summary = null)
{
    /// <summary>Other words for the same value.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The word and its aliases.</summary>
    public IEnumerable<string> Words => Aliases.Prepend(Word);

    /// <summary>The words and what they mean.</summary>
    public override string ToString()
    {
        string words = Aliases.Count == 0 ? Word : $"{Word} ({string.Join(", ", Aliases)})";
        return Summary is null ? words : $"{words}: {Summary}";
    }
}
