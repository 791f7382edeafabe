using System.Diagnostics;
using Deconv.Objectives.Priors.Patches;
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

    public DeconvolutionRun(PlanarImage blurred, Psf psf, DeconvolutionOptions options, IProgress<DeconvolutionProgress>? progress, CancellationToken cancel)
    {
        (_blurred, _psf, _options, _progress, _cancel) = (blurred, psf, options, progress, cancel);
        _mode = blurred.Count != 3 || options.Method.NeedsPositive ? ChannelMode.Each : options.Channels;
        _planes = _mode == ChannelMode.Luma ? 1 : blurred.Count;
        _white = WhiteLevel.Of(blurred);
    }

    private bool Opponent => _mode != ChannelMode.Each;

    public DeconvolutionResult Run()
    {
        PlanarImage work = _blurred.Clone();
        var residual = new PlanarImage(work.Shape, 1);
        try
        {
            ColorSpace.Scale(work, (float)(1 / _white));
            StopIfCanceled();
            SampleTrust trust = SampleTrust.Of(work, _white, _psf, _options);
            StopIfCanceled();
            if (Opponent) ColorSpace.ToOpponent(work);
            using PlanarImage observed = work.Clone();
            if (trust.Impulses > 0) _passes = 2;
            List<PlaneReport> reports = RestorePlanes(observed, work, trust);
            FitCheck check = Judge(observed, work, trust, reports, residual);
            if (reports.All(r => r.Report.Reason.Converged) && trust.MaskUnexplained(observed, residual[0]))
            {
                _pass++;
                reports = RestorePlanes(observed, work, trust);
                check = Judge(observed, work, trust, reports, residual);
            }

            LimitHalos(observed, work);
            if (Opponent) ColorSpace.FromOpponent(work);
            Finish(work);
            return new DeconvolutionResult
            {
                Image = work,
                StopReason = reports.FirstOrDefault(r => r.Report.Reason == StopReason.Canceled || r.Report.Reason == StopReason.Diverged, reports[0]).Report.Reason,
                Planes = reports,
                Check = check,
                Residual = residual,
                Parameters = new(_options.Method.Name, _options.Method.Uses(_options.Prior).Name, _options.Method.Uses(_options.Boundary).ToString(), _mode.ToString(), _white, trust.SaturatedShare, trust.Impulses)
                {
                    Effort = _patches?.Reason is null ? _options.Effort : Effort.Balanced,
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

    private void LimitHalos(PlanarImage observed, PlanarImage restored)
    {
        if (_options.MaxOvershoot is not { } share) return;
        int reach = Math.Max(1, (int)Math.Ceiling(_psf.Diagnose().RmsRadius));
        for (int plane = 0; plane < (Opponent ? 1 : observed.Count); plane++) HaloLimit.Apply(observed[plane], restored[plane], observed.Shape, reach, (float)share);
    }

    private FitCheck Judge(PlanarImage observed, PlanarImage restored, SampleTrust trust, List<PlaneReport> reports, PlanarImage residual)
    {
        StopIfCanceled();
        return _cancel.IsCancellationRequested
            ? FitCheck.NotChecked(trust.SaturatedShare, "Canceled before the answer was ready to be checked.")
            : FitChecker.Judge(observed[0], restored[0], observed.Shape, trust.Weights, _psf, reports[0].Expected, trust.SaturatedShare, residual[0]);
    }

    private void StopIfCanceled()
    {
        if (_options.OnCancel == CancelBehavior.Throw) _cancel.ThrowIfCancellationRequested();
    }

    private List<PlaneReport> RestorePlanes(PlanarImage observed, PlanarImage restored, SampleTrust trust)
    {
        var reports = new List<PlaneReport>(_planes);
        for (int plane = 0; plane < _planes; plane++)
        {
            reports.Add(RestorePlane(observed, restored, plane, trust));
            if (reports[^1].Report.Reason == StopReason.Diverged) break;
        }

        return reports;
    }

    private PlaneReport RestorePlane(PlanarImage observed, PlanarImage restored, int plane, SampleTrust trust)
    {
        bool chroma = Opponent && plane > 0;
        if (_cancel.IsCancellationRequested && plane > 0) return new PlaneReport(double.NaN, double.NaN, new(StopReason.Canceled, [], TimeSpan.Zero));

        // The opponent axes are shorter than the color axes by √3, and so is the noise on them.
        double axis = Opponent ? Math.Sqrt(3) : 1;
        double noise = _options.Noise / _white / axis ?? NoiseEstimator.Estimate(observed[plane], observed.Shape, _psf);
        float[]? weights = trust.Weights, bounds = chroma ? weights : trust.Bounds; // a clipped color says nothing about differences of colors
        double whole = noise;
        if (_options.Loss == Loss.Poisson && !_options.Method.NeedsPositive)
        {
            bounds = bounds is null ? Ones(observed.Shape) : [.. bounds];
            noise = PhotonWeights.Apply(observed[Opponent ? 0 : plane], observed.Shape, noise, bounds);
            weights = Array.ConvertAll(bounds, w => Math.Max(0, w));
        }

        double effective = AutomaticParameters.EffectiveNoise(noise, _options.NoiseFloor / _white / axis, _options.PsfTrust);
        double lambda = (_options.Lambda ?? AutomaticLambda(noise, effective)) * (chroma ? ChromaLambda : 1);
        int steps = Math.Max(_options.Effort == Effort.Fast ? 10 : 20, trust.HasHoles && !chroma ? MaskedSteps / (_options.Effort == Effort.Fast ? 2 : 1) : 0);
        PatchUse patches = PatchUse.Decide(_options, observed.Shape, effective, chroma);
        _patches ??= patches;
        int planned = steps + (patches.Mixture is null ? 0 : PatchPull.Steps);
        var problem = new PlaneProblem
        {
            Shape = observed.Shape,
            Observed = observed.Memory(plane),
            Weights = weights,
            Bounds = bounds,
            Psf = _psf,
            Boundary = _options.Boundary,
            Exponent = _options.Prior.Exponent,
            Term = _options.Prior.Term,
            Lambda = lambda,
            Noise = noise,
            EffectiveNoise = effective,
            Patches = patches.Mixture,
            NoiseToSignal = _options.NoiseToSignal ?? AutomaticParameters.NoiseToSignal(observed[plane], effective),
            ModelError = AutomaticParameters.ModelError(observed[plane], effective, _options.PsfTrust),
            NonNegative = _options.NonNegative && !chroma,
            ScheduleSteps = steps,
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
        return new PlaneReport(whole * axis * _white, lambda, report)
        {
            Expected = AutomaticParameters.EffectiveNoise(whole, _options.NoiseFloor / _white / axis, _options.PsfTrust),
        };
    }

    private static float[] Ones(Shape shape)
    {
        var ones = new float[shape.Count];
        Array.Fill(ones, 1f);
        return ones;
    }

    private DeconvolutionProgress Where(int plane, int planned, in Iteration i) =>
        new(plane, _planes, i.Index, _options.Iterations ?? Math.Max(planned, i.Index), i.Objective, i.RelativeChange, Stopwatch.GetElapsedTime(_start))
        {
            Pass = _pass,
            PassCount = _passes,
        };

    private double AutomaticLambda(double noise, double effective) =>
        AutomaticParameters.Lambda(_options.Prior.Exponent, effective) * AutomaticParameters.PsfFactor(_psf, noise, effective)
        * _options.Method.LambdaScale * _options.LambdaFactor;

    private void Finish(PlanarImage image)
    {
        float white = (float)_white;
        for (int plane = 0; plane < image.Count; plane++)
            foreach (ref float v in image[plane])
                v = _options.NonNegative ? Math.Max(0, v * white) : v * white;
    }
}
