using System.CommandLine;
using System.CommandLine.Parsing;
using Deconv.Cli.Output;

namespace Deconv.Cli.Commands;

/// <summary>Words that the parser did not recognize, each with the known word nearest to it.</summary>
internal static class Misspelling
{
    /// <summary>A sentence for each word before -- that looks like an option, but is neither one of the command nor the value of one.</summary>
    public static IReadOnlyList<string> Options(ParseResult parsed)
    {
        // In the place of a command, the word that should be the command is what is wrong.
        if (parsed.CommandResult.Command.Subcommands.Count > 0 && parsed.UnmatchedTokens is [var first, ..] && !LooksLikeOption(first))
            return [];
        string[] known = [.. Chain(parsed).SelectMany(c => c.Command.Options).SelectMany(o => o.Aliases.Append(o.Name))];
        HashSet<Token> values = new(
            Chain(parsed).SelectMany(c => c.Children).OfType<OptionResult>().SelectMany(o => o.Tokens),
            ReferenceEqualityComparer.Instance
        );
        return
        [
            .. parsed
                .Tokens.TakeWhile(t => t.Type != TokenType.DoubleDash)
                .Where(t => t.Type == TokenType.Argument && LooksLikeOption(t.Value) && !values.Contains(t))
                .Select(t => Option(t.Value, known)),
        ];
    }

    /// <summary>A sentence about a word in the place of a command; null if there is none.</summary>
    public static string? Command(ParseResult parsed)
    {
        if (parsed.UnmatchedTokens is not [var word, ..])
            return null;
        string quoted = ShellWords.File(word);
        if (parsed.CommandResult.Command is RootCommand && File.Exists(word))
            return $"{quoted} is a file, not a command. Did you mean: deconv inspect {quoted}";
        if (parsed.CommandResult.Command is RootCommand && Directory.Exists(word))
            return $"{quoted} is a folder, not a command. Did you mean: deconv inspect --recursive {quoted}";
        string? near = Suggestion.Nearest(word, parsed.CommandResult.Command.Subcommands.Select(c => c.Name));
        return near is null ? null : $"There is no command '{word}'. {near}";
    }

    private static string Option(string word, string[] known)
    {
        string name = word[..(word.IndexOfAny(['=', ':']) is > 0 and var end ? end : word.Length)];
        string? near = Suggestion.Nearest(name, known),
            file = File.Exists(word) ? $"To name the file, write {ShellWords.File(word)}, or -- before it." : null;
        return string.Join(' ', new[] { $"There is no option '{name}'.", near, file }.OfType<string>());
    }

    private static bool LooksLikeOption(string word) => word.Length > 1 && word[0] == '-';

    /// <summary>The command that was parsed and those above it.</summary>
    private static IEnumerable<CommandResult> Chain(ParseResult parsed)
    {
        for (SymbolResult? at = parsed.CommandResult; at is CommandResult command; at = at.Parent)
            yield return command;
    }
}
