using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Deconv.Cli.Help;

namespace Deconv.Cli.Commands;

/// <summary>What --help does.</summary>
internal sealed class PageAction : SynchronousCommandLineAction
{
    /// <summary>Our pages instead of those of the command-line library, which put records into brackets and examples anywhere.</summary>
    public static void Install(RootCommand root)
    {
        foreach (HelpOption option in root.Options.OfType<HelpOption>())
            option.Action = new PageAction();
    }

    /// <summary>Help is given whatever else is missing on the line.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        HelpText.For(parseResult.InvocationConfiguration.Output).Write(CommandPage.Of(parseResult.CommandResult.Command, PathOf(parseResult)));
        return ExitCode.Ok;
    }

    /// <summary>Words from the program to the command that was parsed.</summary>
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
