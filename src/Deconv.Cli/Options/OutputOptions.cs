using System.CommandLine;
using Deconv.Imaging;

namespace Deconv.Cli.Options;

/// <summary>Options for writing the output.</summary>
/// <param name="suffix">Past participle for the names of output files: deblurred, sharpened, …</param>
internal sealed class OutputOptions(string suffix)
{
    public Setting<string?> Output { get; } =
        Settings.Text("--output", $"Output file; - is standard output. Default: NAME-{suffix}.EXT next to the input.", "FILE", "-o");

    public Setting<string?> OutDirectory { get; } = Settings.Text("--out-dir", "Folder for the output files; created if it does not exist.", "DIR");

    public Setting<string> Name { get; } =
        new("--name", Template, template => template, NameTemplate.Default)
        {
            Description = "Names of output files: {stem} and {ext} of the input, {command} (such as deblurred), {n} (number of the input).",
            HelpName = "TEMPLATE",
            DefaultWord = NameTemplate.Default,
            IsFree = true,
        };

    public Option<bool> Force { get; } = ForceOption();

    public Setting<string> Format { get; } =
        new("--format", text => text, text => text, "png")
        {
            Description = "Format for standard output and for pipes without an extension: png, pfm, tif, …",
            HelpName = "EXT",
            DefaultWord = "png",
            IsFree = true,
        };

    public Setting<SampleDepth?> Depth { get; } = Settings.Choose("--depth", "Bit depth of the output: {choices}.", Choices.Depths, null);

    public Setting<RangePolicy?> Range { get; } =
        Settings.Choose("--range", "Values below 0 (black) and above 1 (white). {choices}.", Choices.Ranges, null);

    public Setting<int?> Quality { get; } =
        Settings.AutoWhole(
            "--quality",
            "Quality for lossy formats, 1 to 100. Default: that of the input, otherwise 95.",
            "N",
            1,
            100,
            "--quality takes a whole number from 1 to 100",
            word: null
        );

    public Option<bool> Strip { get; } = new("--strip") { Description = "Do not copy metadata (the color profile is kept)." };

    public static Option<bool> ForceOption() => new("--force", "-f", "--overwrite") { Description = "Overwrite existing files." };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[Output, OutDirectory, Name, Force, Format, Depth, Range, Quality, Strip])
            command.Options.Add(option);
        command.Validators.Add(r =>
        {
            if (r.GetResult(Output) is null)
                return;
            if (r.GetResult(OutDirectory) is not null)
                r.AddError("Give --output or --out-dir, not both.");
            if (r.GetResult(Name) is { Implicit: false })
                r.AddError("Give --output or --name, not both.");
        });
    }

    public OutputRequest Bind(Given given) =>
        new(suffix)
        {
            Path = given.Of(Output),
            Directory = given.Of(OutDirectory),
            Name = given.Of(Name),
            Force = given.Of(Force),
            Format = given.Of(Format),
            Save = new()
            {
                Depth = given.Of(Depth),
                Range = given.Of(Range),
                Quality = given.Of(Quality),
                Overwrite = given.Of(Force),
                StripMetadata = given.Of(Strip),
            },
            Words = Words(given),
        };

    private List<KeyValuePair<string, string>> Words(Given given)
    {
        var words = new List<KeyValuePair<string, string>>();
        if (given.Has(Depth))
            words.Add(given.Record(Depth));
        if (given.Has(Range))
            words.Add(given.Record(Range));
        if (given.Has(Quality))
            words.Add(given.Record(Quality));
        if (given.Has(Strip))
            words.Add(given.Record(Strip));
        return words;
    }

    private static string Template(string text) => NameTemplate.Problem(text) is { } problem ? throw new UsageException(problem) : text;
}

/// <summary>Where to write, and how.</summary>
/// <param name="Suffix">Past participle for the names of output files.</param>
internal sealed record OutputRequest(string Suffix)
{
    /// <summary>The file, - for standard output, or null for a generated name.</summary>
    public string? Path { get; init; }

    public string? Directory { get; init; }

    public string Name { get; init; } = NameTemplate.Default;

    public bool Force { get; init; }

    /// <summary>Format for standard output, as a file extension.</summary>
    public string Format { get; init; } = "png";

    public SaveOptions Save { get; init; } = SaveOptions.Default;

    /// <summary>The same options as text, for a recipe.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Words { get; init; } = [];
}
