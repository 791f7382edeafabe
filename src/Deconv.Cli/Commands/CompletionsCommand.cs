using System.CommandLine;
using Deconv.Cli.Help;
using Deconv.Cli.Options;

namespace Deconv.Cli.Commands;

/// <summary>deconv completions: the Tab key.</summary>
internal static class CompletionsCommand
{
    public static Command Create(Func<RootCommand> root)
    {
        var shell = new Argument<Func<CommandPage, string>>("SHELL")
        {
            Description = string.Join(", ", Completions.All.Select(c => c.Shell)) + ".",
            CustomParser = r => Parsing.Choice(r, "SHELL", Completions.All),
        };
        var command = new Command(
            "completions",
            """
            Print a script that completes commands, options and their values with the Tab key.

            Examples:
              source <(deconv completions bash)
              deconv completions zsh > "${fpath[1]}/_deconv"
              deconv completions fish > ~/.config/fish/completions/deconv.fish
              deconv completions pwsh | Out-String | Invoke-Expression
            """
        )
        {
            shell,
        };
        command.SetAction(parsed =>
        {
            parsed.InvocationConfiguration.Output.Write(parsed.GetValue(shell)!(CommandPage.Of(root())).ReplaceLineEndings("\n"));
            return ExitCode.Ok;
        });
        return command;
    }
}
