using System.CommandLine;
using Deconv.Imaging;

namespace Deconv.Cli.Options;

/// <summary>Options for reading the input.</summary>
internal sealed class InputOptions
{
    private readonly BatchOptions _batch = new();

    public Argument<string[]> Inputs { get; } =
        new("INPUT")
        {
            Description = "Image files to process; - reads standard input; folders need --recursive; a.tif[2] is the second page or plane of a.tif.",
            Arity = ArgumentArity.OneOrMore,
        };

    public Setting<TransferFunction?> Transfer { get; } =
        new("--transfer", Parse, Write, null)
        {
            Description =
                "Transfer function of the input: auto, srgb, linear, bt709, gamma:G. auto: linear for float files, otherwise as stated "
                + "in the file, otherwise sRGB.",
            HelpName = "CURVE",
            Offered = ["auto", "srgb", "linear", "bt709", "gamma:2.2"],
            DefaultWord = "auto",
        };

    public Setting<double> MaxMegapixels { get; } =
        Settings.Number(
            "--max-megapixels",
            "Largest image to read, checked before memory is used for its pixels. Raise it for files that you trust.",
            "N",
            n => n is > 0 and <= 2000,
            "--max-megapixels takes a number above 0, at most 2000.",
            LoadOptions.Default.MaxPixels / 1e6
        );

    /// <summary>Adds the inputs.</summary>
    /// <param name="command">The command.</param>
    /// <param name="several">Whether to add the options for several files.</param>
    public void AddTo(Command command, bool several = true)
    {
        command.Arguments.Add(Inputs);
        command.Options.Add(Transfer);
        command.Options.Add(MaxMegapixels);
        if (several)
            _batch.AddTo(command);
    }

    public InputRequest Bind(Given given) => new(given.Of(Inputs), _batch.Bind(given)) { Load = Loading(given), Words = Words(given) };

    /// <summary>How to read, for commands that take their files from other arguments.</summary>
    public LoadOptions Loading(Given given) =>
        LoadOptions.Default with
        {
            Transfer = given.Of(Transfer),
            MaxPixels = (long)(given.Of(MaxMegapixels) * 1e6),
        };

    private KeyValuePair<string, string>[] Words(Given given)
    {
        List<KeyValuePair<string, string>> words = [];
        if (given.Has(Transfer))
            words.Add(given.Record(Transfer));
        if (given.Has(MaxMegapixels))
            words.Add(given.Record(MaxMegapixels));
        return [.. words];
    }

    private static TransferFunction? Parse(string text)
    {
        if (text == "auto")
            return null;
        return TransferFunction.TryParse(text, out TransferFunction transfer)
            ? transfer
            : throw new UsageException($"--transfer takes auto, srgb, linear, bt709 or gamma:G (0.1 to 5), not '{text}'.");
    }

    private static string Write(TransferFunction? transfer) => transfer is { } curve ? curve.ToString() : "auto";
}

/// <summary>What to read, and how.</summary>
/// <param name="Paths">Files, folders or -; at least one.</param>
/// <param name="Batch">How several files are processed.</param>
internal sealed record InputRequest(IReadOnlyList<string> Paths, BatchRequest Batch)
{
    public required LoadOptions Load { get; init; }

    /// <summary>The same options as text, for a recipe; empty if none was given.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Words { get; init; } = [];

    /// <summary>Whether there may be more than one file.</summary>
    public bool Several => Paths.Count > 1 || Directory.Exists(Paths[0]);

    /// <summary>Reads an image file; - is standard input.</summary>
    /// <exception cref="ImageFormatException">The file cannot be read.</exception>
    public Photograph Read(string path) => Read(path, Load);

    /// <inheritdoc cref="Read(string)"/>
    public static Photograph Read(string path, LoadOptions load)
    {
        if (path != "-")
            return ImageFile.Load(path, load);
        using Stream input = Console.OpenStandardInput();
        return ImageFile.Load(input, load, "standard input");
    }
}
