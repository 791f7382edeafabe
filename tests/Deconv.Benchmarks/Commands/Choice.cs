using System.CommandLine;

namespace Deconv.Benchmarks.Commands;

/// <summary>An option that takes one word of a list; the first word is the default.</summary>
internal sealed class Choice<T>
{
    private readonly IReadOnlyList<(string Word, T Value)> _choices;

    public Choice(string name, string description, IReadOnlyList<(string Word, T Value)> choices, params string[] aliases)
    {
        _choices = choices;
        Option = new(name, aliases) { Description = description, DefaultValueFactory = _ => choices[0].Word };
        Option.AcceptOnlyFromAmong([.. choices.Select(c => c.Word)]);
    }

    public Option<string> Option { get; }

    /// <summary>The word that was given or is the default.</summary>
    public T Value(ParseResult parsed) => _choices.First(c => c.Word == parsed.GetValue(Option)).Value;

    /// <summary>Whether a word was given.</summary>
    public bool IsGiven(ParseResult parsed) => parsed.GetResult(Option) is { Implicit: false };
}
