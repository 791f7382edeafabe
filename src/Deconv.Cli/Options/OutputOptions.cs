using System.CommandLine;
using Deconv.Cli.Batches;
using Deconv.Imaging;

namespace Deconv.Cli.Options;

/// <summary>Where to write and how.</summary>
internal sealed class OutputOptions(string suffix)
{
    public Option<string?> Output { get; } =
        new("--output", "-o")
        {
            Description = $"Where to write; - is standard output. Default: NAME-{suffix}.EXT beside the input.",
            HelpName = "FILE",
        };

    public Option<string?> OutDirectory { get; } =
        new("--out-dir") { Description = "Folder for the results of several inputs; made if it is not there.", HelpName = "DIR" };

    public Option<string> Name { get; } =
        new("--name")
        {
            Description = "How results are named: {stem} and {ext} of the input, {command}: what was done, {n}: its number.",
            HelpName = "TEMPLATE",
            DefaultValueFactory = _ => NameTemplate.Default,
        };

    public Option<bool> Force { get; } = new("--force", "-f", "--overwrite") { Description = "Replace an output that exists." };

    public Option<string> Format { get; } =
        new("--format")
        {
            Description = "Format on standard output: png, pfm, tif, …",
            HelpName = "EXT",
            DefaultValueFactory = _ => "png",
        };

    public Option<Auto<SampleDepth>> Depth { get; } =
        new("--depth")
        {
            Description = "Samples of the output: same, 8, 16, f32.",
            HelpName = "DEPTH",
            CustomParser = Parsing.Depth,
        };

    public Option<RangePolicy> Range { get; } =
        new("--range")
        {
            Description = "Values outside black..white: clip, preserve (float formats), rescale.",
            HelpName = "POLICY",
            DefaultValueFactory = _ => RangePolicy.Clip,
            CustomParser = r =>
                Parsing.Choice(r, "--range", [("clip", RangePolicy.Clip), ("preserve", RangePolicy.Preserve), ("rescale", RangePolicy.Rescale)]),
        };

    public Option<int?> Quality { get; } =
        new("--quality") { Description = "Quality of lossy formats, 1 to 100. Default: the input's, else 95.", HelpName = "N" };

    public Option<bool> Strip { get; } = new("--strip") { Description = "Leave metadata out (the color profile stays)." };

    public void AddTo(Command command)
    {
        Parsing.Check(Quality, q => q is null or (>= 1 and <= 100), "--quality is 1 to 100.");
        Name.Validators.Add(r =>
        {
            if (NameTemplate.Problem(r.GetValueOrDefault<string>()!) is { } problem)
                r.AddError(problem);
        });
        foreach (Option option in (Option[])[Output, OutDirectory, Name, Force, Format, Depth, Range, Quality, Strip])
            command.Options.Add(option);
        command.Validators.Add(r =>
        {
            if (r.GetValue(Output) is null)
                return;
            if (r.GetValue(OutDirectory) is not null)
                r.AddError("Give --output or --out-dir, not both.");
            if (r.GetResult(Name) is { Implicit: false })
                r.AddError("Give --output or --name, not both.");
        });
    }

    /// <summary>Numbers have to stay the same when some results are there already.</summary>
    public void CheckNames(ParseResult parsed, string[] inputs)
    {
        if (!parsed.GetValue(Name)!.Contains("{n}", StringComparison.Ordinal) || !inputs.Any(Directory.Exists))
            return;
        string? chosen = parsed.GetValue(OutDirectory) is { } folder ? Path.GetFullPath(folder) + Path.DirectorySeparatorChar : null;
        if (
            chosen is null
            || inputs.Any(i =>
                chosen.StartsWith(Path.GetFullPath(i).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            )
        )
            throw new UsageException("{n} in --name counts the pictures of a folder, so results must not lie in it. Give an --out-dir elsewhere.");
    }

    /// <summary>Path of the result of one input; "-" for standard output.</summary>
    public string PathFor(ParseResult parsed, BatchItem item, bool several, string? addition = null)
    {
        if (parsed.GetValue(Output) is { } output)
        {
            if (several)
                throw new UsageException("--output names one file; use --out-dir for several inputs.");
            if (output == "-" && !Console.IsOutputRedirected)
                throw new UsageException("A picture on the terminal is of no use; send standard output to a file or a pipe.");
            return addition is null || output == "-" ? output : Insert(output, addition);
        }

        string input = item.Path,
            name = input == "-" ? $"stdin.{parsed.GetValue(Format)}" : Path.GetFileName(input);
        string folder =
            parsed.GetValue(OutDirectory) is { } chosen ? Path.Combine(chosen, item.Folder)
            : input == "-" ? ""
            : Path.GetDirectoryName(input) ?? "";
        return Path.Combine(folder, Insert(NameTemplate.Expand(parsed.GetValue(Name)!, item, name, suffix), addition ?? ""));
    }

    /// <summary>Fails before any work is done when the output could not be written afterwards.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="output">The file to be made.</param>
    /// <param name="create">Whether the folder of --out-dir is made now.</param>
    public void Check(ParseResult parsed, string output, bool create = true)
    {
        if (output == "-")
            return;
        string? parent = Path.GetDirectoryName(Path.GetFullPath(output));
        bool ours = parsed.GetValue(OutDirectory) is not null;
        if (parent is not null && ours && create)
            CreateFolder(parent);
        if (parent is not null && !Directory.Exists(parent) && !ours)
            throw new OutputException($"The folder of {output} does not exist. Make it, or use --out-dir.");
        if (Directory.Exists(output))
            throw new OutputException($"{output} is a folder; name a file in it, or use --out-dir.");
        if (File.Exists(output) && !parsed.GetValue(Force))
            throw new OutputException($"{output} exists already. Use --force to replace it, or another --output.");
    }

    /// <summary>How it is written, as words of a recipe.</summary>
    public IEnumerable<KeyValuePair<string, string>> Words(ParseResult parsed)
    {
        foreach (Option option in (Option[])[Depth, Range, Quality, Strip])
            if (parsed.GetResult(option) is { Implicit: false } given)
                yield return new(option.Name[2..], given.Tokens is [var token] ? token.Value : "true");
    }

    public SaveReport Write(ParseResult parsed, Photograph photograph, string output)
    {
        var options = new SaveOptions
        {
            Depth = parsed.GetValue(Depth)?.Value,
            Range = parsed.GetValue(Range),
            Quality = parsed.GetValue(Quality),
            Overwrite = parsed.GetValue(Force),
            StripMetadata = parsed.GetValue(Strip),
        };
        if (output != "-")
            return ImageFile.Save(photograph, output, options);
        using Stream stream = Console.OpenStandardOutput();
        return ImageFile.Save(photograph, stream, parsed.GetValue(Format)!, options);
    }

    private static string Insert(string path, string addition) =>
        Path.Combine(Path.GetDirectoryName(path) ?? "", Path.GetFileNameWithoutExtension(path) + addition + Path.GetExtension(path));

    private static void CreateFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OutputException($"The folder {folder} cannot be made ({e.Message.TrimEnd('.')}).", e);
        }
    }
}
