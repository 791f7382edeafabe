using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Deconv.Cli.Help;

namespace Deconv.Cli.Commands;

/// <summary>What --help does.</summary>
internal sealed class PageAction : SynchronousCommandLineAction
{
    /// <summary>Replaces the help pages of the command-line library with those of this program.</summary>
    public static void Install(RootCommand root)
    {
        foreach (HelpOption option in root.Options.OfType<HelpOption>())
            option.Action = new PageAction();
    }

    /// <summary>Help is printed even if required arguments are missing.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        HelpText.For(parseResult.InvocationConfiguration.Output).Write(CommandPage.Of(parseResult.CommandResult.Command, PathOf(parseResult)));
        return ExitCode.Ok;
    }

    /// <summary>Names of the commands from the root to the command that was parsed.</summary>
    public static string PathOf(ParseResult parsed)
    {
        var words = new List<string>();
        for (
            System.CommandLine.Parsing.SymbolResult? at = parsed.CommandResult;
            at is System.CommandLine.Parsing.CommandResult command && command.Command is not RootCommand;
            at = at.Parent
        )
            words.Insert(0, command.Command.Name);
        return string.Join(' ', words);
    }
}
