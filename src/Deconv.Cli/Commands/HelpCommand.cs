using System.CommandLine;
using Deconv.Cli.Help;

namespace Deconv.Cli.Commands;

/// <summary>deconv help: the page of a command or a topic.</summary>
internal static class HelpCommand
{
    public static Command Create(Func<RootCommand> root)
    {
        var topic = new Argument<string[]>("TOPIC")
        {
            Description = $"A command, or one of the topics {string.Join(", ", HelpTopics.Names)}.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var man = new Option<bool>("--man") { Description = "Print the manual page deconv(1).", Hidden = true };
        var command = new Command(
            "help",
            $"""
            Explain a command or a topic.

            Examples:
              deconv help noise
              deconv help psf
              deconv help deblur

            Topics: {string.Join(", ", HelpTopics.Names)}.
            """
        )
        {
            topic,
            man,
        };
        command.SetAction(parsed =>
        {
            TextWriter output = parsed.Io().Output;
            CommandPage program = CommandPage.Of(root());
            string[] words = parsed.GetValue(topic)!;
            string name = string.Join(' ', words);
            if (parsed.GetValue(man))
                output.Write(ManPage.Of(program));
            else if (HelpTopics.Names.Contains(name))
            {
                output.WriteLine(HelpTopics.Text(name));
                if (program.All().Any(p => p.Path == name))
                    output.WriteLine($"\nAll options: deconv {name} --help");
            }
            else if (program.All().FirstOrDefault(p => p.Path == name) is { } page)
                HelpText.For(output).Write(page);
            else
            {
                string[] known = [.. HelpTopics.Names, .. program.All().Skip(1).Select(p => p.Path)];
                string hint = Suggestion.Nearest(name, known) ?? $"The topics are: {string.Join(", ", HelpTopics.Names)}.";
                throw new UsageException($"There is no topic or command '{name}'. {hint}");
            }

            return ExitCode.Ok;
        });
        return command;
    }
}
