using System.CommandLine;

namespace Deconv.Benchmarks.Commands;

/// <summary>An option that takes several words, separated by commas.</summary>
internal static class WordList
{
    /// <summary>Only words of a list; default all of them.</summary>
    public static Option<string[]> Of(string name, string description, IReadOnlyList<string> words) =>
        new(name)
        {
            Description = $"{description} {string.Join(", ", words)}; default all.",
            HelpName = "A,B,...",
            CustomParser = r =>
            {
                string[] given = r.Tokens[0].Value.Split(',', StringSplitOptions.TrimEntries);
                foreach (string word in given.Except(words))
                    r.AddError($"{name} takes {string.Join(", ", words)}, separated by commas, not '{word}'.");
                return given;
            },
            DefaultValueFactory = _ => [.. words],
        };
}
