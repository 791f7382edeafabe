namespace Deconv.Cli.Help;

/// <summary>Help pages as text: summary, examples, then the rest.</summary>
internal sealed class HelpText(TextWriter output, bool bold = false)
{
    private const int Width = 100,
        Column = 30;

    /// <summary>Headings are bold on a terminal, unless NO_COLOR is set or the terminal does not support it.</summary>
    public static HelpText For(TextWriter output) =>
        new(
            output,
            ReferenceEquals(output, Console.Out)
                && !Console.IsOutputRedirected
                && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
                && Environment.GetEnvironmentVariable("TERM") != "dumb"
        );

    public void Write(CommandPage page)
    {
        output.WriteLine(page.Summary);
        Examples(page);
        Heading("Usage");
        output.WriteLine($"  {page.Usage}");
        if (page.Details.Length > 0)
        {
            output.WriteLine();
            output.WriteLine(page.Details);
        }

        Commands(page);
        if (page.Arguments.Count > 0)
            Heading("Arguments");
        foreach ((string name, string description) in page.Arguments)
            Entry(name, description);
        if (page.Options.Count > 0)
            Heading("Options");
        foreach (OptionEntry option in page.Options)
            Entry(option.Heading, option.Text);
        if (page.Path.Length == 0)
        {
            output.WriteLine();
            output.WriteLine(
                "Run 'deconv COMMAND --help' for the options of a command, 'deconv help TOPIC' for a topic.\n"
                    + $"Topics: {string.Join(", ", HelpTopics.Names)}."
            );
        }
    }

    /// <summary>The short form, printed after a command line that was not recognized.</summary>
    public void WriteConcise(CommandPage page)
    {
        Examples(page);
        Commands(page);
    }

    private void Examples(CommandPage page)
    {
        if (page.Examples.Count == 0)
            return;
        Heading(page.Examples.Count == 1 ? "Example" : "Examples");
        foreach (string example in page.Examples)
            output.WriteLine($"  {example}");
    }

    private void Commands(CommandPage page)
    {
        if (page.Commands.Count == 0)
            return;
        Heading("Commands");
        foreach (CommandPage command in page.Commands)
            Entry(command.Path[(page.Path.Length == 0 ? 0 : page.Path.Length + 1)..], command.Headline);
    }

    private void Heading(string text)
    {
        output.WriteLine();
        output.WriteLine(bold ? $"\e[1m{text}:\e[0m" : $"{text}:");
    }

    private void Entry(string heading, string description)
    {
        string line = $"  {heading}".PadRight(Column);
        if (line.Length > Column || !line.EndsWith(' '))
        {
            output.WriteLine(line.TrimEnd());
            line = new string(' ', Column);
        }

        foreach (string word in description.Split(' ', '\n'))
        {
            if (line.Length + word.Length + 1 > Width)
            {
                output.WriteLine(line.TrimEnd());
                line = new string(' ', Column);
            }

            line += line.Length == Column ? word : " " + word;
        }

        output.WriteLine(line.TrimEnd());
    }
}
