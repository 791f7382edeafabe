using System.Globalization;
using System.Text;
using Deconv.Cli.Output;

namespace Deconv.Cli.Help;

/// <summary>The manual page deconv(1), in roff, generated from the same definitions as the help.</summary>
internal static class ManPage
{
    public static string Of(CommandPage program)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $".TH DECONV 1 \"\" \"deconv {Json.Version}\" \"User Commands\"\n");
        Section(page, "NAME", "deconv \\- restore blurred photographs");
        page.Append(".SH SYNOPSIS\n.B deconv\n.I command\n[options] [\\fIinput\\fR ...]\n");
        Section(page, "DESCRIPTION", Roff(program.Summary + (program.Details.Length > 0 ? "\n\n" + program.Details : "")));
        Examples(page, ".SH EXAMPLES", program.Examples);
        page.Append(".SH COMMANDS\n");
        foreach (CommandPage command in program.All().Skip(1))
        {
            page.Append(CultureInfo.InvariantCulture, $".SS {Roff(command.Usage)}\n{Roff(command.Summary)}\n");
            if (command.Details.Length > 0)
                page.Append(CultureInfo.InvariantCulture, $".PP\n.nf\n{Roff(command.Details)}\n.fi\n");
            foreach ((string name, string description) in command.Arguments)
                Entry(page, $"\\fI{Roff(name)}\\fR", description);
            foreach (OptionEntry option in command.Options)
                Entry(
                    page,
                    string.Join(", ", option.Names.Select(n => $"\\fB{Roff(n)}\\fR"))
                        + (option.Value.Length > 0 ? $" \\fI{Roff(option.Value)}\\fR" : ""),
                    option.Text
                );
            Examples(page, ".PP\nExamples:", command.Examples);
        }

        page.Append(".SH TOPICS\n");
        foreach (string topic in HelpTopics.Names)
            page.Append(CultureInfo.InvariantCulture, $".SS {topic}\n.nf\n{Roff(HelpTopics.Text(topic))}\n.fi\n");
        return page.ToString();
    }

    private static void Section(StringBuilder page, string name, string text) => page.Append(CultureInfo.InvariantCulture, $".SH {name}\n{text}\n");

    private static void Entry(StringBuilder page, string heading, string text) =>
        page.Append(CultureInfo.InvariantCulture, $".TP\n{heading}\n{Roff(text)}\n");

    private static void Examples(StringBuilder page, string heading, IReadOnlyList<string> examples)
    {
        if (examples.Count == 0)
            return;
        page.Append(CultureInfo.InvariantCulture, $"{heading}\n.PP\n.nf\n.RS 2\n{string.Join('\n', examples.Select(Roff))}\n.RE\n.fi\n");
    }

    /// <summary>Escapes text for roff, so that hyphens can be copied and no line is read as a request.</summary>
    private static string Roff(string text) =>
        string.Join(
            '\n',
            text.Split('\n')
                .Select(line =>
                {
                    string plain = line.Replace("\\", "\\e", StringComparison.Ordinal).Replace("-", "\\-", StringComparison.Ordinal);
                    plain = string.Concat(plain.EnumerateRunes().Select(r => r.IsAscii ? r.ToString() : $"\\[u{r.Value:X4}]"));
                    return plain.StartsWith('.') || plain.StartsWith('\'') ? "\\&" + plain : plain;
                })
        );
}
