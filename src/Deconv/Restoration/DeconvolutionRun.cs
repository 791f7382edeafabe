using System.Diagnostics;
using Deconv.Estimation;
using Deconv.Objectives.Priors.Patches;
using Deconv.Psfs;
using Deconv.Restoration.Verdict;
using Deconv.Solvers;
using Deconv.Solvers.StoppingRules;

namespace Deconv.Restoration;

/// <summary>One restoration from the picture to the verdict: scale, color axes, trust, plane after plane, check.</summary>
internal sealed class DeconvolutionRun
{
    /// <summary>Steps when areas are masked: what is not seen has to be filled in from far. Not for color differences, which are smooth.</summary>
    private const int MaskedSteps = 60;

    /// <summary>Color differences vary less than luminance and may be smoothed more.</summary>
    private const double ChromaLambda = 2;

    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly PlanarImage _blurred;
    private readonly Psf _psf;
    private readonly DeconvolutionOptions _options;
    private readonly IProgress<DeconvolutionProgress>? _progress;
    private readonly CancellationToken _cancel;
    private readonly ChannelMode _mode;
    private readonly double _white;
    private readonly int _planes;
    private PatchUse? _patches;
    private int _pass;
    private int _passes = 1;

    public DeconvolutionRun(
        PlanarImage blurred,
        Psf psf,
        DeconvolutionOptions options,
        IProgress<DeconvolutionProgress>? progress,
        CancellationToken cancel
    )
    {
        (_blurred, _psf, _options, _progress, _cancel) = (blurred, psf, options, progress, cancel);
        _mode = blurred.Count != 3 || options.Method.NeedsPositive ? ChannelMode.Each : options.Channels;
        _planes = _mode == ChannelMode.Luma ? 1 : blurred.Count;
        double white = WhiteLevel.Of(blurred, _options.Weights); // also when it is known: every sample is looked at
        _white = options.Automatic?.White ?? white;
        if (options.Automatic is { } known && known.Planes.Count < _planes)
            throw new ArgumentException(
                $"The automatic values are for {known.Planes.Count} planes, the picture has {_planes} to restore. Measure it anew."
            );
    }

    private bool Opponent => _mode != ChannelMode.Each;

    /// <summary>The opponent axes are shorter than the color axes by √3, and so is the noise on them.</summary>
    private double Axis => Opponent ? Math.Sqrt(3) : 1;

    /// <summary>The values of a run without the run.</summary>
    public AutomaticValues Measure()
    {
        using PlanarImage work = _blurred.Clone();
        SampleTrust trust = Prepare(work);
        return new(_white, [.. Enumerable.Range(0, _planes).Select(plane => Terms(work, plane, trust).Values)]) { ImpulseNoise = trust.ImpulseNoise };
    }

    public DeconvolutionResult Run()
    {
        PlanarImage work = _blurred.Clone();
        var residual = new PlanarImage(work.Shape, 1);
        try
        {
            SampleTrust trust = Prepare(work);
            using PlanarImage observed = work.Clone();
            if (trust.Impulses > 0)
                _passes = 2;
            List<PlaneReport> reports = RestorePlanes(observed, work, trust),
                first = reports;
            FitCheck check = Judge(observed, work, trust, reports, residual);
            if (reports.All(r => r.Report.Reason.Converged) && trust.MaskUnexplained(observed, residual[0]))
            {
                _pass++;
                reports = RestorePlanes(observed, work, trust);
                check = Judge(observed, work, trust, reports, residual);
            }

            LimitHalos(observed, work);
            if (Opponent)
                ColorSpace.FromOpponent(work);
            Finish(work);
            return new DeconvolutionResult
            {
                Image = work,
                StopReason = reports
                    .FirstOrDefault(r => r.Report.Reason == StopReason.Canceled || r.Report.Reason == StopReason.Diverged, reports[0])
                    .Report.Reason,
                Planes = reports,
                Check = check,
                Residual = residual,
                Parameters = new(
                    _options.Method.Name,
                    _options.Method.Uses(_options.Prior).Name,
                    _options.Method.Uses(_options.Boundary).ToString(),
                    _mode.ToString(),
                    _white,
                    trust.SaturatedShare,
                    trust.Impulses
                )
                {
                    Automatic = new(_white, Values(first)) { Again = reports == first ? null : Values(reports), ImpulseNoise = trust.ImpulseNoise },
                    Stretch = _options.Stretch,
                    Effort = _patches?.Run(_options.Effort) ?? _options.Effort,
                    EffortNote = _patches?.Reason,
                },
                Elapsed = Stopwatch.GetElapsedTime(_start),
            };
        }
        catch
        {
            work.Dispose();
            residual.Dispose();
            throw;
        }
    }

    /// <summary>Scaled, with what cannot be trusted filled in, along the axes it is restored on.</summary>
    private SampleTrust Prepare(PlanarImage work)
    {
        ColorSpace.Scale(work, (float)(1 / _white));
        StopIfCanceled();
        SampleTrust trust = SampleTrust.Of(work, _white, _psf, _options);
        StopIfCanceled();
        if (Opponent)
            ColorSpace.ToOpponent(work);
        return trust;
    }

    private static List<PlaneValues> Values(List<PlaneReport> reports) => [.. reports.Select(r => r.Values).OfType<PlaneValues>()];

    private void LimitHalos(PlanarImage observed, PlanarImage restored)
    {
        if (_options.MaxOvershoot is not { } share)
            return;
        int reach = Math.Max(1, (int)Math.Ceiling(_psf.Diagnose().RmsRadius));
        for (int plane = 0; plane < (Opponent ? 1 : observed.Count); plane++)
            HaloLimit.Apply(observed[plane], restored[plane], observed.Shape, reach, (float)share);
    }

    private FitCheck Judge(PlanarImage observed, PlanarImage restored, SampleTrust trust, List<PlaneReport> reports, PlanarImage residual)
    {
        StopIfCanceled();
        return _cancel.IsCancellationRequested
            ? FitCheck.NotChecked(trust.SaturatedShare, "Canceled before the answer was ready to be checked.")
            : FitChecker.Judge(
                observed[0],
                restored[0],
                observed.Shape,
                trust.Weights,
                _psf,
                reports[0].Expected,
                trust.SaturatedShare,
                _options.Lambda is not null,
                _options.ExamineSize,
                residual[0]
            );
    }

    private void StopIfCanceled()
    {
        if (_options.OnCancel == CancelBehavior.Throw)
            _cancel.ThrowIfCancellationRequested();
    }

    private List<PlaneReport> RestorePlanes(PlanarImage observed, PlanarImage restored, SampleTrust trust)
    {
        var reports = new List<PlaneReport>(_planes);
        for (int plane = 0; plane < _planes; plane++)
        {
            reports.Add(RestorePlane(observed, restored, plane, trust));
            if (reports[^1].Report.Reason == StopReason.Diverged)
                break;
        }

        return reports;
    }

    private PlaneReport RestorePlane(PlanarImage observed, PlanarImage restored, int plane, SampleTrust trust)
    {
        if (_cancel.IsCancellationRequested && plane > 0)
            return new PlaneReport(double.NaN, double.NaN, new(StopReason.Canceled, [], TimeSpan.Zero));
        PlaneTerms terms = Terms(observed, plane, trust);
        PlaneValues values = terms.Values;
        PatchUse patches = terms.Patches;
        int planned = values.Steps + (patches.Mixture is null ? 0 : PatchPull.Steps);
        var problem = new PlaneProblem
        {
            Shape = observed.Shape,
            Observed = observed.Memory(plane),
            Weights = terms.Weights,
            Bounds = terms.Bounds,
            Psf = _psf,
            Boundary = _options.Boundary,
            Exponent = _options.Prior.Exponent,
            Term = _options.Prior.Term,
            Lambda = values.Lambda,
            Noise = terms.Noise,
            EffectiveNoise = terms.Effective,
            Patches = patches.Mixture,
            PatchesSeeCurve = _options.PatchesSeeCurve,
            NoiseToSignal = values.NoiseToSignal,
            ModelError = values.ModelError,
            NonNegative = _options.NonNegative && !terms.Chroma,
            ScheduleSteps = values.Steps,
            Iterations = _options.Iterations,
            Tolerance = _options.Tolerance,
            Stop = _options.Stop,
            TimeLimit = _options.TimeLimit - Stopwatch.GetElapsedTime(_start),
            Threads = _options.Threads,
            Observe = _progress is null ? null : (in Iteration i, ReadOnlySpan<float> _) => _progress.Report(Where(plane, planned, i)),
            OnCancel = _options.OnCancel,
            Cancel = _cancel,
        };
        StopIfCanceled();
        SolveReport report = _options.Method.Restore(problem, restored[plane]);
        return new PlaneReport(values.Noise * Axis * _white, values.Lambda, report)
        {
            Expected = AutomaticParameters.EffectiveNoise(values.Noise, _options.NoiseFloor / _white / Axis, _options.PsfTrust),
            Values = values,
        };
    }

    /// <summary>What a plane is restored with: given, handed over from another run, or measured.</summary>
    private PlaneTerms Terms(PlanarImage observed, int plane, SampleTrust trust)
    {
        bool chroma = Opponent && plane > 0;
        PlaneValues? known = _options.Automatic?.Pass(_pass)[plane];
        double whole = _options.Noise / _white / Axis ?? known?.Noise ?? NoiseEstimator.Estimate(observed[plane], observed.Shape, _psf),
            noise = whole;
        float[]? weights = trust.Weights,
            bounds = chroma ? weights : trust.Bounds; // a clipped color says nothing about differences of colors
        (double, double Median)? photons = null;
        if (_options.Loss == Loss.Poisson && !_options.Method.NeedsPositive)
        {
            bounds = bounds is null ? Ones(observed.Shape) : [.. bounds];
            photons = PhotonWeights.Apply(observed[Opponent ? 0 : plane], observed.Shape, noise, known?.Photons, bounds);
            noise = Math.Sqrt(photons.Value.Median);
            weights = Array.ConvertAll(bounds, w => Math.Max(0, w));
        }

        double effective = AutomaticParameters.EffectiveNoise(noise, _options.NoiseFloor / _white / Axis, _options.PsfTrust),
            chromatic = chroma ? ChromaLambda : 1;
        PatchUse patches = PatchUse.Decide(_options, observed.Shape, effective, chroma);
        _patches ??= patches;
        int steps = Math.Max(
            _options.Effort == Effort.Fast ? 10 : 20,
            trust.HasHoles && !chroma ? MaskedSteps / (_options.Effort == Effort.Fast ? 2 : 1) : 0
        );
        var values = new PlaneValues(
            whole,
            _options.Lambda * chromatic ?? known?.Lambda ?? AutomaticLambda(noise, effective) * chromatic,
            _options.NoiseToSignal ?? known?.NoiseToSignal ?? AutomaticParameters.NoiseToSignal(observed[plane], effective),
            known?.ModelError ?? AutomaticParameters.ModelError(observed[plane], effective, _options.PsfTrust),
            Math.Max(steps, known?.Steps ?? 0)
        )
        {
            Photons = photons,
        };
        return new(values, chroma, noise, effective, weights, bounds, patches);
    }

    /// <summary>Of one plane: its values, and what is made of them and the picture.</summary>
    private sealed record PlaneTerms(
        PlaneValues Values,
        bool Chroma,
        double Noise,
        double Effective,
        float[]? Weights,
        float[]? Bounds,
        PatchUse Patches
    );

    private static float[] Ones(Shape shape)
    {
        var ones = new float[shape.Count];
        Array.Fill(ones, 1f);
        return ones;
    }

    private DeconvolutionProgress Where(int plane, int planned, in Iteration i) =>
        new(
            plane,
            _planes,
            i.Index,
            _options.Iterations ?? Math.Max(planned, i.Index),
            i.Objective,
            i.RelativeChange,
            Stopwatch.GetElapsedTime(_start)
        )
        {
            Pass = _pass,
            PassCount = _passes,
        };

    private double AutomaticLambda(double noise, double effective) =>
        AutomaticParameters.Lambda(_options.Prior.Exponent, effective)
        * AutomaticParameters.PsfFactor(_psf, noise, effective)
        * _options.Method.LambdaScale
        * LambdaFactor;

    private double LambdaFactor =>
        _options.NoiseFloor > 0 && _patches?.Mixture is null
            ? Math.Max(Math.Min(1, _options.LambdaFactor), _options.HiddenNoiseFactor * _options.LambdaFactor)
            : _options.LambdaFactor;

    private void Finish(PlanarImage image)
    {
        float white = (float)_white;
        for (int plane = 0; plane < image.Count; plane++)
            foreach (ref float v in image[plane])
                v = _options.NonNegative ? Math.Max(0, v * white) : v * white;
    }
}
