using System.CommandLine;
using System.CommandLine.Parsing;

namespace Deconv.Cli.Commands;

/// <summary>Suggestions for a word that the parser did not recognize.</summary>
internal static class Misspelling
{
    /// <summary>A sentence, or null.</summary>
    public static string? Of(ParseResult parsed)
    {
        string? word = parsed.UnmatchedTokens.Count > 0 ? parsed.UnmatchedTokens[0] : null;
        if (word is null)
            return null;
        if (parsed.CommandResult.Command is RootCommand && File.Exists(word))
            return $"'{word}' is a file, not a command. Did you mean 'deconv inspect {word}'?";
        if (parsed.CommandResult.Command is RootCommand && Directory.Exists(word))
            return $"'{word}' is a folder, not a command. Did you mean 'deconv inspect --recursive {word}'?";
        var known = new List<string>();
        for (SymbolResult? at = parsed.CommandResult; at is CommandResult command; at = at.Parent)
        {
            known.AddRange(command.Command.Options.SelectMany(o => o.Aliases.Append(o.Name)));
            if (at == parsed.CommandResult)
                known.AddRange(command.Command.Subcommands.Select(c => c.Name));
        }

        return Suggestion.Nearest(word, known) is { } near ? $"There is no {(word.StartsWith('-') ? "option" : "command")} '{word}'. {near}" : null;
    }
}
