using System.CommandLine;
using Deconv.Cli.Batches;
using Deconv.Imaging;
using Deconv.Operators;
using Deconv.Restoration;
using Deconv.Solvers;

namespace Deconv.Cli.Options;

/// <summary>How a picture is restored.</summary>
/// <param name="psfGiven">Whether the PSF is the user's, or is going to be estimated.</param>
/// <param name="maxOvershoot">Default of --max-overshoot, in percent.</param>
/// <param name="channels">Default of --channels.</param>
/// <param name="effort">Default of --effort.</param>
internal sealed class RestoreOptions(
    bool psfGiven = true,
    double? maxOvershoot = null,
    ChannelMode channels = ChannelMode.Opponent,
    Effort effort = Effort.Balanced
)
{
    /// <summary>Encoded level from which an integer sample counts as clipped.</summary>
    private const float ClippedCode = 0.985f;

    public Option<string> Psf { get; } =
        new("--psf", "-p", "--kernel")
        {
            Description =
                "The blur: delta, gaussian:S, disk:R, motion:LEN,ANGLE, box:W, polygon:R,BLADES, moffat:FWHM,BETA, airy:…, path:\"X,Y …\", a file, or several joined by '*'. See 'deconv psf'.",
            HelpName = "SPEC",
        };

    public Option<Auto<double>> Noise { get; } =
        new("--noise")
        {
            Description = "Standard deviation of the noise on the 0–1 linear scale, or auto; 2/255 is understood.",
            HelpName = "S|auto",
            CustomParser = r => Parsing.AutoNumber(r, "--noise", 0, false),
        };

    public Option<Auto<double>> Lambda { get; } =
        new("--lambda")
        {
            Description = "Strength of the prior, or auto; larger = smoother.",
            HelpName = "X|auto",
            CustomParser = r => Parsing.AutoNumber(r, "--lambda", 0, true),
        };

    public Option<Prior> Prior { get; } =
        new("--prior")
        {
            Description = "What pictures look like: hyper, hyper:P (0.4 to 1), tv, l2, none.",
            HelpName = "NAME",
            DefaultValueFactory = _ => Catalog.Priors[0],
            CustomParser = r =>
                r.Tokens[0].Value.StartsWith("hyper:", StringComparison.Ordinal)
                    ? Parsing.Number(r, "--prior hyper:P", r.Tokens[0].Value[6..], 0.4, false) is { } p and <= 1
                        ? Deconv.Restoration.Prior.Power(p)
                        : OutOfRange(r)
                    : Parsing.Choice(r, "--prior", [.. Catalog.Priors.Select(p => (p.Name, p))]),
        };

    public Option<RestorationMethod> Method { get; } =
        new("--method", "-m")
        {
            Description = string.Join("; ", Catalog.Methods.Select(m => $"{m.Name}: {m.Summary}")) + ".",
            HelpName = "NAME",
            DefaultValueFactory = _ => Catalog.Methods[0],
            CustomParser = r => Parsing.Choice(r, "--method", [.. Catalog.Methods.Select(m => (m.Name, m))]),
        };

    public Option<Effort> Effort { get; } =
        new("--effort")
        {
            Description =
                "Work spent: fast (10 steps), balanced (20 steps; 60 for a picture with clipped or dead samples), best (as balanced, then a patch prior where it helps), auto (best for a JPEG of up to 1.5 megapixels, else balanced).",
            HelpName = "LEVEL",
            DefaultValueFactory = _ => effort,
            CustomParser = r =>
                Parsing.Choice(
                    r,
                    "--effort",
                    [
                        ("auto", Restoration.Effort.Auto),
                        ("fast", Restoration.Effort.Fast),
                        ("balanced", Restoration.Effort.Balanced),
                        ("best", Restoration.Effort.Best),
                    ]
                ),
        };

    public Option<Loss> Loss { get; } =
        new("--loss")
        {
            Description = "Noise: gauss (the same everywhere) or poisson (counts of photons: grows with the light).",
            HelpName = "NAME",
            CustomParser = r => Parsing.Choice(r, "--loss", [("gauss", Restoration.Loss.Gauss), ("poisson", Restoration.Loss.Poisson)]),
        };

    public Option<PsfTrust> Trust { get; } =
        new("--psf-trust")
        {
            Description = "How exactly the PSF is known: exact, calibrated, estimated.",
            HelpName = "LEVEL",
            CustomParser = r =>
                Parsing.Choice(r, "--psf-trust", [("calibrated", PsfTrust.Calibrated), ("exact", PsfTrust.Exact), ("estimated", PsfTrust.Estimated)]),
        };

    public Option<Auto<int>> Iterations { get; } =
        new("--iterations", "--iters")
        {
            Description = "Exactly this many iterations, or auto.",
            HelpName = "N|auto",
            CustomParser = r => new Auto<int>(r.Tokens[0].Value == "auto" ? null : Whole(r)),
        };

    public Option<double> Tolerance { get; } =
        new("--tolerance")
        {
            Description = "Relative change at which an iteration counts as converged.",
            HelpName = "T",
            DefaultValueFactory = _ => 1e-4,
            CustomParser = r => Parsing.Number(r, "--tolerance", r.Tokens[0].Value, 0, true) ?? 1e-4,
        };

    public Option<Auto<TimeSpan>> TimeLimit { get; } =
        new("--time-limit")
        {
            Description = "Stop after this time and keep what is there: 30s, 2m.",
            HelpName = "D",
            CustomParser = Parsing.Duration,
        };

    public Option<Boundary> Boundary { get; } =
        new("--boundary")
        {
            Description = $"What lies outside the frame: {string.Join(", ", Catalog.Boundaries.Select(b => b.Name))}. Unknown is solved for.",
            HelpName = "MODE",
            CustomParser = Parsing.BoundaryName,
        };

    public Option<ChannelMode> Channels { get; } =
        new("--channels")
        {
            Description = "Color: rgb (luminance and color differences), luma (luminance only), each (plane by plane).",
            HelpName = "MODE",
            DefaultValueFactory = _ => channels,
            CustomParser = r =>
                Parsing.Choice(r, "--channels", [("rgb", ChannelMode.Opponent), ("luma", ChannelMode.Luma), ("each", ChannelMode.Each)]),
        };

    public Option<string> Saturation { get; } =
        new("--saturation")
        {
            Description = "Samples that are not trusted because they are clipped: auto, off, or the level (0–1 linear) from which.",
            HelpName = "auto|off|LEVEL",
            DefaultValueFactory = _ => "auto",
        };

    public Option<Auto<double>> NoiseToSignal { get; } =
        new("--nsr")
        {
            Description = "Noise power over signal power of --method wiener; larger = smoother.",
            HelpName = "R|auto",
            CustomParser = r => Parsing.AutoNumber(r, "--nsr", 0, true),
        };

    public Option<double> Amount { get; } =
        new("--amount")
        {
            Description = "Blend with the input: 0 keeps the input, 1 the restored picture.",
            HelpName = "0..1",
            DefaultValueFactory = _ => 1,
        };

    public Option<string?> Mask { get; } =
        new("--mask")
        {
            Description = "Where to apply: a picture of the same size, white takes the restored picture, black keeps the input.",
            HelpName = "FILE",
        };

    public Option<string?> Weights { get; } =
        new("--weights")
        {
            Description = "What to trust: a picture of the same size, white is believed, black is filled in from what is around.",
            HelpName = "FILE",
        };

    public Option<Auto<double>> MaxOvershoot { get; } =
        new("--max-overshoot")
        {
            Description = "Largest halo: percent of white beyond what is around a sample, or off.",
            HelpName = "PCT|off",
            DefaultValueFactory = _ => new(maxOvershoot),
            CustomParser = r => new(r.Tokens[0].Value == "off" ? null : Parsing.Number(r, "--max-overshoot", r.Tokens[0].Value, 0, false)),
        };

    public Option<bool> KeepImpulses { get; } =
        new("--keep-impulses") { Description = "Trust dead and hot pixels too: they are looked for and left out otherwise." };

    public Option<string?> ResidualMap { get; } =
        new("--residual-map")
        {
            Description = "Write what the answer does not explain: gray is nothing, black and white are four times the noise.",
            HelpName = "FILE",
        };

    public Option<AutoSource> AutoFrom { get; } =
        new("--auto-from")
        {
            Description =
                "With several files: what automatic noise and lambda come from: each (every file its own), first, median (of all files, read once before).",
            HelpName = "WHICH",
            CustomParser = r =>
                Parsing.Choice(r, "--auto-from", [("each", AutoSource.Each), ("first", AutoSource.First), ("median", AutoSource.Median)]),
        };

    /// <summary>Noise and lambda that hold for all files where they are automatic; null for none.</summary>
    public (double Noise, double Lambda)? Shared { get; set; }

    /// <summary>Adds all but some.</summary>
    public void AddTo(Command command, params Option[] except)
    {
        if (psfGiven)
        {
            command.Validators.Add(r =>
            {
                if (r.GetResult(Psf) is null && !r.Children.OfType<System.CommandLine.Parsing.OptionResult>().Any(o => o.Option.Name == "--recipe"))
                    r.AddError(
                        "--psf is missing: what was the blur? For instance -p disk:3; 'deconv inspect' suggests one, 'deconv blind' finds it."
                    );
            });
        }

        Saturation.Validators.Add(r =>
        {
            if (Level(r.GetValueOrDefault<string>()!) is null)
                r.AddError($"--saturation takes auto, off or a level above 0, not '{r.GetValueOrDefault<string>()}'.");
        });
        Parsing.Check(Amount, v => v is >= 0 and <= 1, "--amount is 0 to 1.");
        foreach (
            Option option in (Option[])
                [
                    .. psfGiven ? (Option[])[Psf, Trust] : [],
                    Noise,
                    Loss,
                    Lambda,
                    Prior,
                    Method,
                    Effort,
                    Iterations,
                    Tolerance,
                    TimeLimit,
                    Boundary,
                    Channels,
                    Saturation,
                    NoiseToSignal,
                    Amount,
                    Mask,
                    Weights,
                    MaxOvershoot,
                    KeepImpulses,
                    ResidualMap,
                    AutoFrom,
                ]
        )
            if (!except.Contains(option))
                command.Options.Add(option);
    }

    public DeconvolutionOptions Options(ParseResult parsed, Photograph photograph, int threads) =>
        new()
        {
            Noise = parsed.GetValue(Noise)?.Value ?? Shared?.Noise,
            Loss = parsed.GetValue(Loss),
            Lambda = parsed.GetValue(Lambda)?.Value ?? Shared?.Lambda,
            Prior = parsed.GetValue(Prior)!,
            Method = parsed.GetValue(Method)!,
            Effort = parsed.GetValue(Effort),
            PsfTrust = parsed.GetValue(Trust),
            Iterations = parsed.GetValue(Iterations)?.Value,
            Tolerance = parsed.GetValue(Tolerance),
            TimeLimit = parsed.GetValue(TimeLimit)?.Value,
            Boundary = parsed.GetValue(Boundary),
            Channels = parsed.GetValue(Channels),
            NoiseToSignal = parsed.GetValue(NoiseToSignal)?.Value,
            SaturationLevel = SaturationLevel(parsed.GetValue(Saturation)!, photograph),
            MaxOvershoot = parsed.GetValue(MaxOvershoot)?.Value / 100,
            FindImpulses = !parsed.GetValue(KeepImpulses),
            NoiseFloor = JpegNoise.Hidden(photograph.Metadata.JpegQuality),
            LinearLight = photograph.Transfer != TransferFunction.Linear,
            Weights = parsed.GetValue(Weights) is { } file ? MaskFile.Read("--weights", file, photograph.Shape) : null,
            NonNegative = photograph.Depth != SampleDepth.Float32,
            Threads = threads,
            OnCancel = CancelBehavior.ReturnBest,
        };

    /// <summary>share · restored + (1 − share) · blurred, as a picture of its own; the share is --amount times --mask.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="blurred">The part that is wanted, before.</param>
    /// <param name="restored">The part that is wanted, after.</param>
    /// <param name="box">Where the part lies.</param>
    /// <param name="whole">Shape of the whole picture: that of the mask.</param>
    public PlanarImage Blend(ParseResult parsed, PlanarImage blurred, PlanarImage restored, Region box, Shape whole)
    {
        PlanarImage blend = restored.Clone();
        float amount = (float)parsed.GetValue(Amount);
        using PlanarImage? all = parsed.GetValue(Mask) is { } file ? MaskFile.Read("--mask", file, whole) : null;
        using PlanarImage? mask = all?.Crop(box.Top, box.Left, box.Shape);
        for (int plane = 0; plane < blend.Count && (amount < 1 || mask is not null); plane++)
        {
            ReadOnlySpan<float> from = blurred[plane],
                share = mask is null ? [] : mask[0];
            Span<float> to = blend[plane];
            for (int i = 0; i < to.Length; i++)
            {
                float s = share.IsEmpty ? amount : amount * share[i];
                if (s < 1)
                    to[i] = from[i] + (s * (to[i] - from[i]));
            }
        }

        return blend;
    }

    /// <summary>Fails before the work if the mask cannot be used.</summary>
    public void CheckMask(ParseResult parsed, Shape shape)
    {
        if (parsed.GetValue(Mask) is { } file)
            MaskFile.Read("--mask", file, shape).Dispose();
    }

    /// <summary>Integer samples clip at their largest code; floating-point data have no such level of their own.</summary>
    public static double? SaturationLevel(string text, Photograph photograph)
    {
        double level = Level(text)!.Value;
        if (double.IsPositiveInfinity(level))
            return null;
        if (!double.IsNaN(level))
            return level;
        if (photograph.Depth == SampleDepth.Float32)
            return null;
        Span<float> code = [ClippedCode];
        photograph.Transfer.ToLinear(code, code);
        return code[0];
    }

    /// <summary>NaN for auto, +∞ for off, null for nonsense.</summary>
    private static double? Level(string text) =>
        text switch
        {
            "auto" => double.NaN,
            "off" => double.PositiveInfinity,
            _ => double.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out double v)
            && v > 0
                ? v
                : null,
        };

    private static Prior OutOfRange(System.CommandLine.Parsing.ArgumentResult result)
    {
        result.AddError("--prior hyper:P takes an exponent of 0.4 to 1.");
        return Catalog.Priors[0];
    }

    private static int? Whole(System.CommandLine.Parsing.ArgumentResult result)
    {
        if (int.TryParse(result.Tokens[0].Value, out int n) && n >= 1)
            return n;
        result.AddError($"--iterations takes a whole number of at least 1, or auto, not '{result.Tokens[0].Value}'.");
        return null;
    }
}
