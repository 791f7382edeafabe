using System.CommandLine;
using Deconv.Cli.Batches;
using Deconv.Imaging;

namespace Deconv.Cli.Options;

/// <summary>What to read and how to understand it.</summary>
internal sealed class InputOptions
{
    public Argument<string[]> Inputs { get; } =
        new("INPUT") { Description = "Pictures to work on; - reads standard input; folders with --recursive.", Arity = ArgumentArity.OneOrMore };

    public Option<Auto<TransferFunction>> Transfer { get; } =
        new("--transfer")
        {
            Description =
                "How values stand for light: auto, srgb, linear, bt709, gamma:G. Auto: float files are linear, others what they say, else sRGB.",
            HelpName = "CURVE",
            CustomParser = Parsing.Transfer,
        };

    /// <summary>How many of them are worked through.</summary>
    public BatchOptions Batch { get; } = new();

    /// <summary>Adds the inputs.</summary>
    /// <param name="command">The command.</param>
    /// <param name="several">Whether there are the options for many files, too.</param>
    public void AddTo(Command command, bool several = true)
    {
        // An option that does not exist would otherwise be taken for a file. A file that starts with a dash is written ./-name.
        Inputs.Validators.Add(result =>
        {
            foreach (string word in result.Tokens.Select(t => t.Value).Where(w => w.Length > 1 && w[0] == '-'))
                result.AddError(
                    $"There is no option '{word}'. {Suggestion.Nearest(word, command.Options.SelectMany(o => o.Aliases.Append(o.Name)))}".TrimEnd()
                );
        });
        command.Arguments.Add(Inputs);
        command.Options.Add(Transfer);
        if (several)
            Batch.AddTo(command);
    }

    public LoadOptions Load(ParseResult parsed) => LoadOptions.Default with { Transfer = parsed.GetValue(Transfer)?.Value };

    public static Photograph Read(string path, LoadOptions options)
    {
        if (path != "-")
            return ImageFile.Load(path, options);
        using Stream input = Console.OpenStandardInput();
        return ImageFile.Load(input, options, "standard input");
    }
}
