using System.CommandLine;
using Deconv.Cli.Help;

namespace Deconv.Cli.Commands;

/// <summary>deconv completions: scripts for shell completion.</summary>
internal static class CompletionsCommand
{
    public static Command Create(Func<RootCommand> root)
    {
        string shells = string.Join(", ", Completions.All.Select(c => c.Shell));
        var shell = new Argument<string>("SHELL") { Description = shells + "." };
        var command = new Command(
            "completions",
            """
            Print a shell script that completes commands, options and their values.

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
        shell.Validators.Add(result =>
        {
            string word = result.Tokens[0].Value;
            if (Completions.All.All(c => c.Shell != word))
                result.AddError($"SHELL takes {shells}, not '{word}'.");
        });
        command.SetAction(parsed =>
        {
            string script = Completions.All.First(c => c.Shell == parsed.GetValue(shell)).Script(CommandPage.Of(root()));
            parsed.Io().Output.Write(script.ReplaceLineEndings("\n"));
            return ExitCode.Ok;
        });
        return command;
    }
}
