using System.CommandLine;
using Deconv.Operators;

namespace Deconv.Cli.Options;

/// <summary>Options of 'deconv blur'.</summary>
internal sealed class BlurOptions
{
    private readonly InputOptions _input = new();
    private readonly OutputOptions _output = new("blurred");
    private readonly RunOptions _run = new();
    private readonly Setting<string?> _psf = PsfSpec.Option(required: false);

    private readonly Setting<string?> _motion = Settings.Text(
        "--motion",
        "A camera that moves, instead of a PSF: a JSON file of its poses, see 'deconv help field'. Every pose is an exact projective map of the "
            + "image; what lies outside repeats the border, or with --boundary unknown only what needs nothing from outside is kept.",
        "FILE"
    );

    private readonly Setting<double?> _noise = Settings.AutoNumber(
        "--noise",
        "Standard deviation of the white noise to add, in linear light with white = 1; fractions such as 2/255 are accepted.",
        "S",
        0,
        above: false,
        word: null
    );

    private readonly Setting<double?> _poisson = Settings.AutoNumber(
        "--poisson",
        "Photons per sample at white, for photon noise; fewer means noisier.",
        "PEAK",
        0,
        above: true,
        word: null
    );

    private readonly Setting<int> _seed = Settings.Whole(
        "--seed",
        "Seed of the noise; the same seed gives the same noise.",
        "N",
        int.MinValue,
        int.MaxValue,
        "--seed takes a whole number.",
        0
    );

    private readonly Setting<Boundary> _boundary = RestoreOptions.BoundaryOption(
        "What lies outside the frame: {choices}. unknown keeps only the part that needs nothing from outside; "
            + "the output is smaller by the extent of the PSF.",
        Boundary.Symmetric
    );

    private static readonly string[] MotionBoundaries = ["replicate", "unknown"];

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_psf, _motion, _noise, _poisson, _seed, _boundary])
            command.Options.Add(option);
        _input.AddTo(command);
        _output.AddTo(command);
        _run.AddTo(command);
        command.Validators.Add(r =>
        {
            if (r.GetResult(_psf) is null == r.GetResult(_motion) is null)
                r.AddError("Give --psf or --motion, for example -p disk:4.");
            else if (r.GetResult(_motion) is not null && r.GetResult(_boundary) is { Tokens: [var token] } && !MotionBoundaries.Contains(token.Value))
                r.AddError($"--motion takes --boundary {string.Join(" or ", MotionBoundaries)}, not {token.Value}.");
        });
    }

    public BlurRequest Bind(Given given) =>
        new(_input.Bind(given), _output.Bind(given), _run.Bind(given))
        {
            Psf = given.Of(_psf),
            Motion = given.Of(_motion),
            Noise = given.Of(_noise),
            Poisson = given.Of(_poisson),
            Seed = given.Of(_seed),
            Boundary = given.Of(_boundary),
        };
}

/// <summary>How a blurred image is simulated.</summary>
internal sealed record BlurRequest(InputRequest Input, OutputRequest Output, RunRequest Run)
{
    /// <summary>The PSF or the field as text; null for a motion.</summary>
    public string? Psf { get; init; }

    /// <summary>File of a motion, or null.</summary>
    public string? Motion { get; init; }

    /// <summary>Standard deviation of white noise; null for none.</summary>
    public double? Noise { get; init; }

    /// <summary>Photons at white; null for no photon noise.</summary>
    public double? Poisson { get; init; }

    public int Seed { get; init; }

    public Boundary Boundary { get; init; }
}
