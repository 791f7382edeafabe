using System.CommandLine;
using Deconv.Benchmarks.Quality;
using Deconv.Blind;
using Deconv.Imaging;
using Deconv.Psfs;
using Deconv.Restoration;

namespace Deconv.Benchmarks.Commands;

/// <summary>What the quality commands take: which pictures, how they are made and how they are restored.</summary>
internal sealed class QualityOptions
{
    private readonly Option<string> _data = CommonOptions.Data();

    private readonly Option<double?> _noise = new("--add-noise")
    {
        Description =
            $"Standard deviation of the noise added to photographs, 1 is white; auto: {PictureSet.NoiseWithKnownPsf}, "
            + $"with --blind {PictureSet.NoiseWithUnknownPsf}.",
        HelpName = "S|auto",
        CustomParser = r => Numbers.FractionOrAuto(r, "--add-noise"),
    };

    private readonly Option<string[]> _psf = new("--psf", "-p", "--kernel")
    {
        Description = "Blur photographs with this PSF instead of the shake kernels; may be given several times.",
        HelpName = "SPEC",
    };

    private readonly Option<double> _lambdaFactor = new("--lambda-factor")
    {
        Description = "Multiplies the automatic lambda.",
        HelpName = "F",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<string?> _save = new("--save")
    {
        Description = "Write the blurred, true and restored pictures and the PSFs into this folder.",
        HelpName = "DIR",
    };

    private readonly Option<string?> _learned = new("--learned-prior")
    {
        Description = "Use this file of tools/train-prior instead of the prior in the library.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _blind = new("--blind") { Description = "Estimate the PSF; compare with the same restoration given the true PSF." };

    private readonly Option<int?> _kernelSize = new("--kernel-size")
    {
        Description = "With --blind: upper bound of the kernel size for all pictures. Default: from the size of each picture.",
        HelpName = "N",
    };

    private readonly Option<int> _seed = CommonOptions.Number("--seed", 0, "With --blind: seed of the search; 0 is the standard search.");

    private readonly Option<string?> _only = CommonOptions.Only("pictures");

    private readonly Choice<Alteration> _alteration = new(
        "--alter",
        "With --blind: change of the pictures before the restoration.",
        [.. Quality.Alteration.All.Select(a => (a.Name, a))]
    );

    private readonly Choice<Effort> _effort = CommonOptions.Effort();

    private readonly Choice<RestorationMethod> _method = new(
        "--method",
        "Method; if only --prior is given, one that serves it.",
        [.. Catalog.Methods.Select(m => (m.Name, m))],
        "-m"
    );

    private readonly Option<string> _prior = new("--prior")
    {
        Description = $"Prior: {string.Join(", ", Catalog.Priors.Select(p => p.Name))}, or hyper:P with an exponent P of 0.4 to 1.",
        HelpName = "NAME",
        DefaultValueFactory = _ => Catalog.Priors[0].Name,
    };

    private readonly Choice<PsfTrust> _trust = new(
        "--psf-trust",
        "How exactly the PSF is known.",
        [("calibrated", PsfTrust.Calibrated), ("exact", PsfTrust.Exact), ("estimated", PsfTrust.Estimated)]
    );

    private readonly Option<int?> _iterations = new("--iterations", "--iters")
    {
        Description = "Number of iterations, or auto.",
        HelpName = "N|auto",
        CustomParser = r => Numbers.CountOrAuto(r, "--iterations"),
    };

    private readonly Option<int> _threads = CommonOptions.Threads();

    private readonly Option<bool> _json = CommonOptions.Json();

    public void AddTo(Command command)
    {
        _prior.Validators.Add(r =>
        {
            if (PriorOf(r.GetValueOrDefault<string>()!) is null)
                r.AddError("--prior takes hyper, hyper:P with an exponent P of 0.4 to 1, tv, l2 or none.");
        });
        foreach (
            Option option in (Option[])
                [
                    _data,
                    _noise,
                    _psf,
                    _lambdaFactor,
                    _save,
                    _learned,
                    _blind,
                    _kernelSize,
                    _seed,
                    _only,
                    _alteration.Option,
                    _effort.Option,
                    _method.Option,
                    _prior,
                    _trust.Option,
                    _iterations,
                    _threads,
                    _json,
                ]
        )
            command.Options.Add(option);
    }

    public bool IsBlind(ParseResult parsed) => parsed.GetValue(_blind);

    public bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    public string? SaveFolder(ParseResult parsed) => parsed.GetValue(_save);

    public Alteration Alteration(ParseResult parsed) => _alteration.Value(parsed);

    /// <summary>The wanted pictures of a set.</summary>
    public IEnumerable<QualityCase> Cases(ParseResult parsed, CaseSource source, double standardNoise)
    {
        Psf[]? psfs = parsed.GetValue(_psf) is { Length: > 0 } specs
            ? [.. specs.Select(s => Psf.Parse(s, path => PsfFile.Load(path, LoadOptions.Default)))]
            : null;
        string? only = parsed.GetValue(_only);
        return source(parsed.GetValue(_data)!, parsed.GetValue(_noise) ?? standardNoise, psfs)
            .Where(c => only is null || c.Name.Contains(only, StringComparison.Ordinal));
    }

    /// <summary>The restoration with the true PSF. Of method and prior, what is not given is chosen for what is.</summary>
    /// <exception cref="UsageException">A method that does not serve the prior.</exception>
    public DeconvolutionOptions Restoration(ParseResult parsed)
    {
        var options = new DeconvolutionOptions
        {
            Effort = _effort.Value(parsed),
            LearnedPrior = parsed.GetValue(_learned) is { } file ? PriorFile.Load(file) : null,
            Method = _method.IsGiven(parsed) ? _method.Value(parsed) : null,
            Prior = parsed.GetResult(_prior) is { Implicit: false } ? PriorOf(parsed.GetValue(_prior)!) : null,
            PsfTrust = _trust.Value(parsed),
            LambdaFactor = parsed.GetValue(_lambdaFactor),
            Control = new() { Iterations = parsed.GetValue(_iterations), Threads = parsed.GetValue(_threads) },
        };
        try
        {
            return options.Resolved();
        }
        catch (ArgumentException e)
        {
            throw new UsageException(e.Message);
        }
    }

    /// <summary>The restoration with an estimated PSF.</summary>
    public BlindOptions BlindRestoration(ParseResult parsed) =>
        new()
        {
            KernelSize = parsed.GetValue(_kernelSize),
            Seed = parsed.GetValue(_seed),
            Final = BlindOptions.DefaultFinal with
            {
                SaturationLevel = PictureSet.ClippedLevel,
                Effort = _effort.IsGiven(parsed) ? _effort.Value(parsed) : BlindOptions.DefaultFinal.Effort,
                Control = new() { Threads = parsed.GetValue(_threads) },
            },
        };

    /// <summary>Null for a name that is none.</summary>
    private static Prior? PriorOf(string name)
    {
        const string Power = "hyper:";
        if (!name.StartsWith(Power, StringComparison.Ordinal))
            return Catalog.Priors.FirstOrDefault(p => p.Name == name);
        return Numbers.Parse(name[Power.Length..]) is { } exponent and >= 0.4 and <= 1 ? Prior.Power(exponent) : null;
    }
}
