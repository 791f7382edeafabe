using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Deconv.Imaging;
using Deconv.Operators;
using Deconv.Restoration;

namespace Deconv.Cli.Options;

/// <summary>Options of a restoration. The defaults are those of <paramref name="initial"/>.</summary>
/// <param name="psfGiven">Whether the user gives the PSF; otherwise it is estimated.</param>
/// <param name="initial">Defaults of the command for overshoot, channels and effort.</param>
internal sealed class RestoreOptions(bool psfGiven, DeconvolutionOptions initial)
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>Options that the automatic values depend on: if one is given, the values of a recipe are not used.</summary>
    private Option[] Measured => [Psf, Noise, Loss, Prior, Method, Trust, Channels, Saturation, Weights, KeepImpulses, KeepBorder, Effort];

    public Setting<string?> Psf { get; } = PsfSpec.Option(required: false);

    public Setting<double?> Noise { get; } =
        Settings.AutoNumber(
            "--noise",
            "Standard deviation of the noise in linear light with white = 1, or auto; fractions such as 2/255 are accepted.",
            "S|auto",
            0,
            above: false,
            word: "auto"
        );

    public Setting<double?> Lambda { get; } =
        Settings.AutoNumber(
            "--lambda",
            "Weight of the prior, or auto; a larger value gives a smoother result.",
            "X|auto",
            0,
            above: true,
            word: "auto"
        );

    public Setting<Prior?> Prior { get; } =
        new("--prior", ReadPrior, prior => prior?.Name ?? "auto", null)
        {
            Description =
                "Prior on the restored image. "
                + string.Join("; ", Choices.Priors.Select(p => $"{p.Word}: {p.Summary}"))
                + ". hyper:P sets the exponent, 0.4 to 1.",
            HelpName = "NAME",
            Offered = [.. Choices.Priors.Select(p => p.Word)],
            DefaultWord = "auto",
        };

    public Setting<RestorationMethod?> Method { get; } = Settings.Choose("--method", "Restoration method. {choices}.", Choices.Methods, null, "-m");

    public Setting<Effort> Effort { get; } = Settings.Choose("--effort", "Computational effort. {choices}.", Choices.Efforts, initial.Effort);

    public Setting<Loss> Loss { get; } = Settings.Choose("--loss", "Noise model. {choices}.", Choices.Losses, Restoration.Loss.Gauss);

    public Setting<PsfTrust> Trust { get; } = Settings.Choose("--psf-trust", "Accuracy of the PSF. {choices}.", Choices.Trusts, PsfTrust.Calibrated);

    public Setting<int?> Iterations { get; } =
        Settings.AutoWhole(
            "--iterations",
            "Number of iterations, or auto.",
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
            Description = "Relative change below which the iteration has converged.",
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
            Description = "Stop after this time and keep the result so far: 30s, 2m.",
            HelpName = "D",
        };

    public Setting<Boundary> Boundary { get; } =
        BoundaryOption("What lies outside the frame: {choices}. unknown: estimated together with the image.", Operators.Boundary.Unknown);

    public Setting<ChannelMode> Channels { get; } = Settings.Choose("--channels", "Color channels. {choices}.", Choices.Channels, initial.Channels);

    public Setting<Saturation> Saturation { get; } =
        new("--saturation", ReadSaturation, WriteSaturation, Imaging.Saturation.Automatic)
        {
            Description = "Level in linear light (white = 1) from which samples count as clipped, or auto, or off.",
            HelpName = "auto|off|LEVEL",
            Offered = ["auto", "off"],
            DefaultWord = "auto",
        };

    public Setting<double?> NoiseToSignal { get; } =
        Settings.AutoNumber(
            "--nsr",
            "Noise-to-signal power ratio for --method wiener; a larger value gives a smoother result.",
            "R|auto",
            0,
            above: true,
            word: "auto"
        );

    public Setting<bool?> Sign { get; } = Settings.Choose("--sign", "Sign of restored samples. {choices}.", Choices.Signs, null);

    public Setting<double> Amount { get; } =
        Settings.Number(
            "--amount",
            "Blend with the input: 0 gives the input, 1 the restored image.",
            "0..1",
            v => v is >= 0 and <= 1,
            "--amount takes a number from 0 to 1.",
            1
        );

    public Setting<string?> Mask { get; } =
        Settings.Text("--mask", "Mask for the output: an image of the same size. White takes the restored image, black keeps the input.", "FILE");

    public Setting<string?> Weights { get; } =
        Settings.Text(
            "--weights",
            "Weights for the data: an image of the same size. White samples are used; black ones are ignored and filled in from their surroundings.",
            "FILE"
        );

    public Setting<double?> MaxOvershoot { get; } =
        new(
            "--max-overshoot",
            text => text == "off" ? null : Settings.Number("--max-overshoot", text, 0, above: false),
            percent => percent is { } p ? p.ToString("R", Culture) : "off",
            initial.MaxOvershoot * 100
        )
        {
            Description = "Limit for halos: largest overshoot beyond the neighboring samples in percent of white, or off.",
            HelpName = "PCT|off",
            Offered = ["off"],
            DefaultWord = initial.MaxOvershoot is { } share ? (share * 100).ToString(Culture) : "off",
        };

    public Option<bool> KeepImpulses { get; } =
        new("--keep-impulses") { Description = "Use dead and hot pixels as data. By default they are detected and ignored." };

    public Option<bool> KeepBorder { get; } =
        new("--keep-border")
        {
            Description =
                "Use large areas of one value at the border as data. By default they are ignored if they end in a step, as the "
                + "corners of a panorama do.",
        };

    public Setting<string?> ResidualMap { get; } =
        Settings.Text("--residual-map", "Write the residual as an image: mid-gray is zero, black and white are four times the noise.", "FILE");

    public Setting<AutoSource> AutoFrom { get; } =
        Settings.Choose("--auto-from", "Source of automatic noise and lambda for several files. {choices}.", Choices.AutoSources, AutoSource.Each);

    /// <summary>Adds all but some.</summary>
    public void AddTo(Command command, params Option[] except)
    {
        if (psfGiven)
        {
            command.Validators.Add(r =>
            {
                if (r.GetResult(Psf) is null && !r.Children.OfType<OptionResult>().Any(o => o.Option.Name == "--recipe"))
                    r.AddError(
                        "--psf is missing. Give the blur, for example -p disk:3. 'deconv inspect' suggests a PSF, 'deconv blind' estimates one."
                    );
            });
        }

        Option[] all =
        [
            .. psfGiven ? (Option[])[Psf, Trust] : [],
            .. (Option[])[Noise, Loss, Lambda, Prior, Method, Effort, Iterations, Tolerance, TimeLimit, Boundary, Channels, Saturation, Sign],
            .. (Option[])[NoiseToSignal, Amount, Mask, Weights, MaxOvershoot, KeepImpulses, KeepBorder, ResidualMap, AutoFrom],
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
                NonNegative = given.Of(Sign),
                NoiseToSignal = given.Of(NoiseToSignal),
                MaxOvershoot = given.Of(MaxOvershoot) / 100,
                FindImpulses = !given.Of(KeepImpulses),
                FindEmptyBorder = !given.Of(KeepBorder),
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

    /// <summary>Every option as text, so that a changed default does not change a recipe.</summary>
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
            given.Record(Sign),
            given.Record(NoiseToSignal),
            given.Record(Amount),
            given.Record(MaxOvershoot),
            given.Record(KeepImpulses),
            given.Record(KeepBorder),
        ];
        if (given.Has(Mask))
            words.Add(given.Record(Mask));
        if (given.Has(Weights))
            words.Add(given.Record(Weights));
        return words;
    }

    /// <summary>The boundary option. Words that mean different things in different programs are refused.</summary>
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
                    "--boundary repeat is ambiguous. Did you mean 'replicate' (aa|abcd|dd) or 'periodic' (cd|abcd|ab)?"
                ),
                "mirror" => throw new UsageException(
                    "--boundary mirror is ambiguous. Did you mean 'symmetric' (ba|abcd|dc) or 'reflect' (cb|abcd|cb)?"
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
                : throw new UsageException($"--prior hyper:P takes an exponent from 0.4 to 1, not '{text[6..]}'.");
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
