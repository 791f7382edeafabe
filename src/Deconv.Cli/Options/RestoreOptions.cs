using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Deconv.Imaging;
using Deconv.Operators;
using Deconv.Restoration;

namespace Deconv.Cli.Options;

/// <summary>How a picture is restored. The defaults are those of <paramref name="initial"/>.</summary>
/// <param name="psfGiven">Whether the PSF is the user's, or is going to be estimated.</param>
/// <param name="initial">Overshoot, channels and effort of the command.</param>
internal sealed class RestoreOptions(bool psfGiven, DeconvolutionOptions initial)
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>Options that the numbers behind "auto" depend on: with another one than the recipe's they are worked out anew.</summary>
    private Option[] Measured => [Psf, Noise, Loss, Prior, Method, Trust, Channels, Saturation, Weights, KeepImpulses, Effort];

    public Setting<string?> Psf { get; } = PsfSpec.Option(required: false);

    public Setting<double?> Noise { get; } =
        Settings.AutoNumber(
            "--noise",
            "Standard deviation of the noise on the 0–1 linear scale, or auto; 2/255 is understood.",
            "S|auto",
            0,
            above: false,
            word: "auto"
        );

    public Setting<double?> Lambda { get; } =
        Settings.AutoNumber("--lambda", "Strength of the prior, or auto; larger = smoother.", "X|auto", 0, above: true, word: "auto");

    public Setting<Prior?> Prior { get; } =
        new("--prior", ReadPrior, prior => prior?.Name ?? "auto", null)
        {
            Description =
                "What pictures are expected to look like: "
                + string.Join("; ", Choices.Priors.Select(p => $"{p.Word}: {p.Summary}"))
                + ". hyper:P takes another exponent, 0.4 to 1.",
            HelpName = "NAME",
            Offered = [.. Choices.Priors.Select(p => p.Word)],
            DefaultWord = "auto",
        };

    public Setting<RestorationMethod?> Method { get; } = Settings.Choose("--method", "{choices}.", Choices.Methods, null, "-m");

    public Setting<Effort> Effort { get; } = Settings.Choose("--effort", "Work spent. {choices}.", Choices.Efforts, initial.Effort);

    public Setting<Loss> Loss { get; } = Settings.Choose("--loss", "Noise. {choices}.", Choices.Losses, Restoration.Loss.Gauss);

    public Setting<PsfTrust> Trust { get; } =
        Settings.Choose("--psf-trust", "How exactly the PSF is known. {choices}.", Choices.Trusts, PsfTrust.Calibrated);

    public Setting<int?> Iterations { get; } =
        Settings.AutoWhole(
            "--iterations",
            "Exactly this many iterations, or auto.",
            "N|auto",
            1,
            int.MaxValue,
            "--iterations takes a whole number of at least 1, or auto",
            "auto",
            "--iters"
        );

    public Setting<double> Tolerance { get; } =
        new("--tolerance", text => Settings.Number("--tolerance", text, 0, above: true), value => value.ToString("R", Culture), 1e-4)
        {
            Description = "Relative change at which an iteration counts as converged.",
            HelpName = "T",
            DefaultWord = "0.0001",
        };

    public Setting<TimeSpan?> TimeLimit { get; } =
        new(
            "--time-limit",
            text => Durations.Parse("--time-limit", text),
            time => time is { } t ? $"{t.TotalSeconds.ToString("R", Culture)}s" : "",
            null
        )
        {
            Description = "Stop after this time and keep what is there: 30s, 2m.",
            HelpName = "D",
        };

    public Setting<Boundary> Boundary { get; } =
        BoundaryOption("What lies outside the frame: {choices}. Unknown is solved for.", Operators.Boundary.Unknown);

    public Setting<ChannelMode> Channels { get; } = Settings.Choose("--channels", "Color. {choices}.", Choices.Channels, initial.Channels);

    public Setting<Saturation> Saturation { get; } =
        new("--saturation", ReadSaturation, WriteSaturation, Imaging.Saturation.Automatic)
        {
            Description = "Samples that are not trusted because they are clipped: auto, off, or the level (0–1 linear) from which.",
            HelpName = "auto|off|LEVEL",
            Offered = ["auto", "off"],
            DefaultWord = "auto",
        };

    public Setting<double?> NoiseToSignal { get; } =
        Settings.AutoNumber("--nsr", "Noise power over signal power of --method wiener; larger = smoother.", "R|auto", 0, above: true, word: "auto");

    public Setting<double> Amount { get; } =
        Settings.Number(
            "--amount",
            "Blend with the input: 0 keeps the input, 1 the restored picture.",
            "0..1",
            v => v is >= 0 and <= 1,
            "--amount is 0 to 1.",
            1
        );

    public Setting<string?> Mask { get; } =
        Settings.Text("--mask", "Where to apply: a picture of the same size, white takes the restored picture, black keeps the input.", "FILE");

    public Setting<string?> Weights { get; } =
        Settings.Text("--weights", "What to trust: a picture of the same size, white is believed, black is filled in from what is around.", "FILE");

    public Setting<double?> MaxOvershoot { get; } =
        new(
            "--max-overshoot",
            text => text == "off" ? null : Settings.Number("--max-overshoot", text, 0, above: false),
            percent => percent is { } p ? p.ToString("R", Culture) : "off",
            initial.MaxOvershoot * 100
        )
        {
            Description = "Largest halo: percent of white beyond what is around a sample, or off.",
            HelpName = "PCT|off",
            Offered = ["off"],
            DefaultWord = initial.MaxOvershoot is { } share ? (share * 100).ToString(Culture) : "off",
        };

    public Option<bool> KeepImpulses { get; } =
        new("--keep-impulses") { Description = "Trust dead and hot pixels too: they are looked for and left out otherwise." };

    public Setting<string?> ResidualMap { get; } =
        Settings.Text("--residual-map", "Write the residual as a picture: gray is nothing, black and white are four times the noise.", "FILE");

    public Setting<AutoSource> AutoFrom { get; } =
        Settings.Choose(
            "--auto-from",
            "Where automatic noise and lambda come from with several files. {choices}.",
            Choices.AutoSources,
            AutoSource.Each
        );

    /// <summary>Adds all but some.</summary>
    public void AddTo(Command command, params Option[] except)
    {
        if (psfGiven)
        {
            command.Validators.Add(r =>
            {
                if (r.GetResult(Psf) is null && !r.Children.OfType<OptionResult>().Any(o => o.Option.Name == "--recipe"))
                    r.AddError(
                        "--psf is missing: what was the blur? For instance -p disk:3; 'deconv inspect' suggests one, 'deconv blind' finds it."
                    );
            });
        }

        Option[] all =
        [
            .. psfGiven ? (Option[])[Psf, Trust] : [],
            .. (Option[])[Noise, Loss, Lambda, Prior, Method, Effort, Iterations, Tolerance, TimeLimit, Boundary, Channels, Saturation],
            .. (Option[])[NoiseToSignal, Amount, Mask, Weights, MaxOvershoot, KeepImpulses, ResidualMap, AutoFrom],
        ];
        foreach (Option option in all.Except(except))
            command.Options.Add(option);
    }

    public RestoreRequest Bind(Given given, int threads) =>
        new()
        {
            Psf = given.Of(Psf),
            Model = new()
            {
                Noise = given.Of(Noise),
                Loss = given.Of(Loss),
                Lambda = given.Of(Lambda),
                Prior = given.Of(Prior),
                Method = given.Of(Method),
                Effort = given.Of(Effort),
                PsfTrust = given.Of(Trust),
                Boundary = given.Of(Boundary),
                Channels = given.Of(Channels),
                NoiseToSignal = given.Of(NoiseToSignal),
                MaxOvershoot = given.Of(MaxOvershoot) / 100,
                FindImpulses = !given.Of(KeepImpulses),
                Control = new()
                {
                    Iterations = given.Of(Iterations),
                    Tolerance = given.Of(Tolerance),
                    TimeLimit = given.Of(TimeLimit),
                    Threads = threads,
                    OnCancel = Solvers.CancelBehavior.ReturnBest,
                },
            },
            Saturation = given.Of(Saturation),
            Amount = given.Of(Amount),
            Mask = given.Of(Mask),
            Weights = given.Of(Weights),
            ResidualMap = given.Of(ResidualMap),
            AutoFrom = given.Of(AutoFrom),
            MeasureAnew = Measured.Any(given.Says) || (given.Says(Lambda) && given.Of(Lambda) is null),
            Words = Words(given),
        };

    /// <summary>Every option in words, so that a later default does not change a recipe.</summary>
    private List<KeyValuePair<string, string>> Words(Given given)
    {
        List<KeyValuePair<string, string>> words =
        [
            given.Record(Noise),
            given.Record(Loss),
            given.Record(Lambda),
            given.Record(Prior),
            given.Record(Method),
            given.Record(Effort),
            given.Record(Trust),
            given.Record(Iterations),
            given.Record(Tolerance),
            given.Record(Boundary),
            given.Record(Channels),
            given.Record(Saturation),
            given.Record(NoiseToSignal),
            given.Record(Amount),
            given.Record(MaxOvershoot),
            given.Record(KeepImpulses),
        ];
        if (given.Has(Mask))
            words.Add(given.Record(Mask));
        if (given.Has(Weights))
            words.Add(given.Record(Weights));
        return words;
    }

    /// <summary>What lies outside the frame; words that mean different things to different tools are asked about.</summary>
    public static Setting<Boundary> BoundaryOption(string description, Boundary initial)
    {
        Setting<Boundary> plain = Settings.Choose("--boundary", description, Choices.Boundaries, initial);
        return new("--boundary", Read, plain.Write, initial)
        {
            Description = plain.Description,
            HelpName = "MODE",
            Offered = plain.Offered,
            IsClosed = true,
            DefaultWord = plain.DefaultWord,
        };

        Boundary Read(string text) =>
            text switch
            {
                "repeat" => throw new UsageException(
                    "--boundary repeat means different things to different tools: did you mean 'replicate' (aa|abcd|dd) or 'periodic' (cd|abcd|ab)?"
                ),
                "mirror" => throw new UsageException(
                    "--boundary mirror means different things to different tools: did you mean 'symmetric' (ba|abcd|dc) or 'reflect' (cb|abcd|cb)?"
                ),
                _ => plain.Read(text),
            };
    }

    private static Prior? ReadPrior(string text)
    {
        if (text.StartsWith("hyper:", StringComparison.Ordinal))
        {
            double exponent = Settings.Number("--prior hyper:P", text[6..], Restoration.Prior.MinExponent, above: false);
            return exponent <= Restoration.Prior.MaxExponent
                ? Restoration.Prior.Power(exponent)
                : throw new UsageException("--prior hyper:P takes an exponent of 0.4 to 1.");
        }

        return Settings.Choose("--prior", "", Choices.Priors, null).Read(text);
    }

    private static Saturation ReadSaturation(string text) =>
        text switch
        {
            "auto" => Imaging.Saturation.Automatic,
            "off" => Imaging.Saturation.Off,
            _ when double.TryParse(text, NumberStyles.Float, Culture, out double v) && v > 0 && double.IsFinite(v) => Imaging.Saturation.At(v),
            _ => throw new UsageException($"--saturation takes auto, off or a level above 0, not '{text}'."),
        };

    private static string WriteSaturation(Saturation saturation) =>
        saturation.IsAutomatic ? "auto"
        : saturation.Given is { } level ? level.ToString("R", Culture)
        : "off";
}
