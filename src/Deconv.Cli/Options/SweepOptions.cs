using System.CommandLine;

namespace Deconv.Cli.Options;

/// <summary>Options of 'deconv sweep'.</summary>
internal sealed class SweepOptions
{
    private readonly InputOptions _input = new();
    private readonly RestoreOptions _restore = new(psfGiven: true, RestoreCommands.Defaults("sweep"));
    private readonly CropOptions _crop = new();
    private readonly RunOptions _run = new();
    private readonly Option<bool> _force = OutputOptions.ForceOption();

    private readonly Setting<IReadOnlyList<double>?> _lambda = new("--lambda", Lambdas, _ => "", null)
    {
        Description = "Values of lambda to try: LOW..HIGH:COUNT in equal ratios, or a list separated by commas.",
        HelpName = "RANGE",
    };

    private readonly Setting<PsfRange?> _psfRange = new("--psf-range", Ranges, _ => "", null)
    {
        Description = "Values of one PSF parameter to try: NAME=LOW..HIGH:COUNT in equal steps, or NAME=A,B,C. Examples: r=1..4:7, angle=0,45,90.",
        HelpName = "NAME=RANGE",
    };

    private readonly Setting<string?> _sheet = Settings.Text(
        "--sheet",
        "File for the contact sheet. Default: NAME-sweep.png next to the input.",
        "FILE"
    );

    private readonly Setting<string?> _save = Settings.Text(
        "--save-recipe",
        "File for the recipe, for use with 'deconv replay FILE --pick N'. Default, and auto: SHEET.recipe.json.",
        "FILE|auto"
    );

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_lambda, _psfRange, _sheet, _save, _force])
            command.Options.Add(option);
        _input.AddTo(command, several: false);
        _restore.AddTo(
            command,
            _restore.Lambda,
            _restore.ResidualMap,
            _restore.Amount,
            _restore.TimeLimit,
            _restore.AutoFrom,
            _restore.Mask,
            _restore.Weights
        );
        _crop.AddTo(command);
        _run.AddTo(command, _run.MaxMemory, _run.DryRun, _run.Progress);
        command.Validators.Add(r =>
        {
            if (r.GetResult(_lambda) is null == r.GetResult(_psfRange) is null)
                r.AddError("Give exactly one of --lambda and --psf-range, for example --lambda 1e-5..1e-2:7 or --psf-range r=1..4:7.");
            if (r.GetValue(_input.Inputs) is { Length: > 1 })
                r.AddError("'deconv sweep' takes one input. Give one file.");
        });
    }

    public SweepRequest Bind(Given given)
    {
        RunRequest run = _run.Bind(given);
        InputRequest input = _input.Bind(given);
        string path = input.Paths[0],
            name = path == "-" ? "stdin" : Path.GetFileNameWithoutExtension(path);
        string sheet = given.Of(_sheet) ?? Path.Combine(Path.GetDirectoryName(path) ?? "", $"{name}-sweep.png");
        return new(path, input, _restore.Bind(given, run.Threads), _crop.Bind(given), run)
        {
            Lambdas = given.Of(_lambda),
            PsfRange = given.Of(_psfRange),
            Sheet = sheet,
            Recipe = given.Of(_save) is { } named and not RecordOptions.Beside ? named : sheet + ".recipe.json",
            Force = given.Of(_force),
        };
    }

    private static IReadOnlyList<double>? Lambdas(string text) =>
        ValueRange.Parse(text, logarithmic: true)
        ?? throw new UsageException(
            $"--lambda takes LOW..HIGH:COUNT or a list such as 1e-4,1e-3, with values above 0 and at most 64 of them, not '{text}'."
        );

    private static PsfRange? Ranges(string text) =>
        PsfRange.Parse(text)
        ?? throw new UsageException($"--psf-range takes NAME=LOW..HIGH:COUNT or NAME=A,B,C, with at most 64 values, not '{text}'.");
}

/// <summary>What is swept, and how.</summary>
/// <param name="Path">Path of the photograph.</param>
/// <param name="Input">How to read it.</param>
/// <param name="Restore">Everything except the swept parameter.</param>
/// <param name="Crop">Which part.</param>
/// <param name="Run">How to run.</param>
internal sealed record SweepRequest(string Path, InputRequest Input, RestoreRequest Restore, CropRequest Crop, RunRequest Run)
{
    /// <summary>Values of λ; null in sweeps over PSFs.</summary>
    public IReadOnlyList<double>? Lambdas { get; init; }

    /// <summary>Values of a PSF parameter; null in sweeps over λ.</summary>
    public PsfRange? PsfRange { get; init; }

    public required string Sheet { get; init; }

    public required string Recipe { get; init; }

    public bool Force { get; init; }

    /// <summary>Name of the swept parameter.</summary>
    public string Parameter => PsfRange?.Parameter ?? "lambda";

    public int Count => PsfRange?.Values.Count ?? Lambdas!.Count;
}
