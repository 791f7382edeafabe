using System.CommandLine;
using Deconv.Cli.Options;

namespace Deconv.Cli.Help;

/// <summary>The documentation of a command, taken from its definition. Help, manual page and completions are generated from it.</summary>
/// <param name="Path">Names of the commands after the program name; empty for the program itself.</param>
/// <param name="Summary">First paragraph.</param>
/// <param name="Examples">Lines, without indentation.</param>
/// <param name="Details">What follows the first paragraph, without the examples.</param>
/// <param name="Arguments">Name, description.</param>
/// <param name="Options">In the order of the definition.</param>
/// <param name="Commands">Subcommands.</param>
internal sealed record CommandPage(
    string Path,
    string Summary,
    IReadOnlyList<string> Examples,
    string Details,
    IReadOnlyList<(string Name, string Description)> Arguments,
    IReadOnlyList<OptionEntry> Options,
    IReadOnlyList<CommandPage> Commands
)
{
    /// <summary>The first sentence, on one line.</summary>
    public string Headline
    {
        get
        {
            string text = Summary.ReplaceLineEndings(" ");
            int end = text.IndexOf(". ", StringComparison.Ordinal);
            return end < 0 ? text : text[..(end + 1)];
        }
    }

    /// <summary>Synopsis of the command.</summary>
    public string Usage =>
        string.Join(
            ' ',
            (
                (string[])
                    [
                        "deconv",
                        Path,
                        Commands.Count > 0 ? "COMMAND" : "",
                        .. Options.Where(o => o.Required).Select(o => $"{o.Names[0]} {o.Value}"),
                        Options.Count > 0 ? "[options]" : "",
                        .. Arguments.Select(a => a.Name),
                    ]
            ).Where(w => w.Length > 0)
        );

    public static CommandPage Of(Command command, string path = "")
    {
        string text = (command.Description ?? "").ReplaceLineEndings("\n");
        (string before, string[] examples, string after) = Split(text);
        int paragraph = before.IndexOf("\n\n", StringComparison.Ordinal);
        string summary = paragraph < 0 ? before : before[..paragraph],
            rest = paragraph < 0 ? "" : before[paragraph..].Trim('\n');
        return new(
            path,
            summary.Trim(),
            examples,
            string.Join("\n\n", ((string[])[rest, after]).Where(s => s.Length > 0)),
            [
                .. command
                    .Arguments.Where(a => !a.Hidden)
                    .Select(a => (a.Arity.MaximumNumberOfValues > 1 ? $"{a.Name}..." : a.Name, a.Description ?? "")),
            ],
            [.. command.Options.Where(o => !o.Hidden).Select(OptionEntry.Of)],
            [.. command.Subcommands.Where(c => !c.Hidden).Select(c => Of(c, path.Length == 0 ? c.Name : $"{path} {c.Name}"))]
        );
    }

    /// <summary>This command and all its subcommands.</summary>
    public IEnumerable<CommandPage> All() => Commands.SelectMany(c => c.All()).Prepend(this);

    private static (string Before, string[] Examples, string After) Split(string text)
    {
        string[] lines = text.Split('\n');
        int start = Array.FindIndex(lines, l => l is "Examples:" or "Example:");
        if (start < 0)
            return (text.Trim('\n'), [], "");
        int end = start + 1;
        while (end < lines.Length && (lines[end].Length == 0 || lines[end][0] == ' '))
            end++;
        string[] examples = [.. lines[(start + 1)..end].Where(l => l.Length > 0).Select(l => l.Trim())];
        return (string.Join('\n', lines[..start]).Trim('\n'), examples, string.Join('\n', lines[end..]).Trim('\n'));
    }
}

/// <summary>One option.</summary>
/// <param name="Names">The long name first.</param>
/// <param name="Value">Placeholder of the value; empty for a switch.</param>
/// <param name="Description">Without the default.</param>
/// <param name="Default">Null for none.</param>
/// <param name="Required">Whether it is required.</param>
/// <param name="Values">Words that it accepts, where they can be listed.</param>
internal sealed record OptionEntry(
    IReadOnlyList<string> Names,
    string Value,
    string Description,
    string? Default,
    bool Required,
    IReadOnlyList<string> Values
)
{
    public static OptionEntry Of(Option option)
    {
        Setting? setting = option as Setting;
        bool isSwitch = option.ValueType == typeof(bool) || option.Arity.MaximumNumberOfValues == 0;
        return new(
            [option.Name, .. option.Aliases.Where(a => a.StartsWith('-') && a != "-?").Order(StringComparer.Ordinal)],
            isSwitch ? "" : option.HelpName ?? "VALUE",
            option.Description ?? "",
            option.Required ? null : setting?.DefaultWord,
            option.Required,
            setting?.Offered ?? []
        );
    }

    public string Heading => string.Join(", ", Names.OrderBy(n => n.Length > 2)) + (Value.Length > 0 ? " " + Value : "");

    public string Text =>
        Description
        + (
            Required ? " (required)"
            : Default is { } d ? $" [default: {d}]"
            : ""
        );
}
