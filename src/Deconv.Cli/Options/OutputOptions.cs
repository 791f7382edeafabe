using System.CommandLine;
using Deconv.Imaging;

namespace Deconv.Cli.Options;

/// <summary>Where to write and how.</summary>
/// <param name="suffix">What was done, for the names of results: deblurred, sharpened, …</param>
internal sealed class OutputOptions(string suffix)
{
    public Setting<string?> Output { get; } =
        Settings.Text("--output", $"Where to write; - is standard output. Default: NAME-{suffix}.EXT beside the input.", "FILE", "-o");

    public Setting<string?> OutDirectory { get; } =
        Settings.Text("--out-dir", "Folder for the results of several inputs; made if it does not exist.", "DIR");

    public Setting<string> Name { get; } =
        new("--name", Template, template => template, NameTemplate.Default)
        {
            Description = "How results are named: {stem} and {ext} of the input, {command}: what was done, {n}: its number.",
            HelpName = "TEMPLATE",
            DefaultWord = NameTemplate.Default,
            IsFree = true,
        };

    public Option<bool> Force { get; } = ForceOption();

    public Setting<string> Format { get; } =
        new("--format", text => text, text => text, "png")
        {
            Description = "Format on standard output: png, pfm, tif, …",
            HelpName = "EXT",
            DefaultWord = "png",
            IsFree = true,
        };

    public Setting<SampleDepth?> Depth { get; } = Settings.Choose("--depth", "Samples of the output: {choices}.", Choices.Depths, null);

    public Setting<RangePolicy> Range { get; } =
        Settings.Choose("--range", "Values outside black to white: {choices}.", Choices.Ranges, RangePolicy.Clip);

    public Setting<int?> Quality { get; } =
        Settings.AutoWhole(
            "--quality",
            "Quality of lossy formats, 1 to 100. Default: that of the input, else 95.",
            "N",
            1,
            100,
            "--quality is 1 to 100",
            word: null
        );

    public Option<bool> Strip { get; } = new("--strip") { Description = "Leave metadata out (the color profile stays)." };

    public static Option<bool> ForceOption() => new("--force", "-f", "--overwrite") { Description = "Replace files that exist." };

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

/// <summary>Where to write and how.</summary>
/// <param name="Suffix">What was done, for the names of results.</param>
internal sealed record OutputRequest(string Suffix)
{
    /// <summary>The file, - for standard output, or null for a name of its own.</summary>
    public string? Path { get; init; }

    public string? Directory { get; init; }

    public string Name { get; init; } = NameTemplate.Default;

    public bool Force { get; init; }

    /// <summary>Extension of what goes to standard output.</summary>
    public string Format { get; init; } = "png";

    public SaveOptions Save { get; init; } = SaveOptions.Default;

    /// <summary>How it is written, in words of a recipe.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Words { get; init; } = [];
}
