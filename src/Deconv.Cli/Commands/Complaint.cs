using System.CommandLine;
using Deconv.Cli.Help;

namespace Deconv.Cli.Commands;

/// <summary>What is printed for a command line that is not understood.</summary>
internal static class Complaint
{
    /// <summary>Prints what is wrong; returns false, and prints nothing, if the command line can be run.</summary>
    public static bool Write(ParseResult parsed, TextWriter error)
    {
        IReadOnlyList<string> options = parsed.Action is PageAction ? [] : Misspelling.Options(parsed);
        if (parsed.Errors.Count == 0 && options.Count == 0)
            return false;
        bool lost = parsed.CommandResult.Command is RootCommand;
        string? command = options.Count == 0 ? Misspelling.Command(parsed) : null;
        bool misspelled = command?.StartsWith("There is no", StringComparison.Ordinal) == true;

        // What else the parser says follows from the word that it did not recognize, or adds nothing to what is said about that.
        if (options.Count > 0)
            foreach (string sentence in options)
                error.WriteLine(sentence);
        else if (command is null)
            foreach (var e in parsed.Errors)
                error.WriteLine(e.Message);
        if (misspelled)
            error.WriteLine(command);
        else if (lost && options.Count == 0)
            new HelpText(error).WriteConcise(CommandPage.Of(parsed.CommandResult.Command));

        // Printed after the help text, where it is seen.
        if (command is not null && !misspelled)
            error.WriteLine(lost ? $"\n{command}" : command);
        error.WriteLine($"See 'deconv {string.Concat(lost ? "" : PageAction.PathOf(parsed) + " ")}--help'.");
        return true;
    }
}
