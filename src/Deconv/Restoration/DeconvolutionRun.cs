using System.Diagnostics;
using Deconv.Estimation;
using Deconv.Objectives.Priors.Learned;
using Deconv.Psfs;
using Deconv.Restoration.Tiles;
using Deconv.Restoration.Verdict;
using Deconv.Solvers;
using Deconv.Solvers.StoppingRules;

namespace Deconv.Restoration;

/// <summary>One restoration from the image to the verdict: scaling, color axes, sample weights, the planes, and the check.</summary>
internal sealed class DeconvolutionRun : IDisposable
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly PlanarImage _blurred;
    private readonly PlanarImage? _given;
    private readonly Gaps? _gaps;
    private readonly Psf _psf;
    private DeconvolutionOptions _options;
    private readonly RunControl _control;
    private readonly RunHints _hints;
    private readonly PictureFacts? _facts;
    private readonly IProgress<DeconvolutionProgress>? _progress;
    private readonly CancellationToken _cancel;
    private readonly bool _adapt;
    private readonly ChannelMode _mode;
    private readonly double _white;
    private readonly bool _nonNegative;
    private readonly int _planes;

    /// <param name="blurred">The image; not changed.</param>
    /// <param name="psf">The blur.</param>
    /// <param name="options">Method and prior resolved.</param>
    /// <param name="hints">Settings of the library's own runs.</param>
    /// <param name="progress">Receives every iteration, or null.</param>
    /// <param name="cancel">Cancels the work.</param>
    /// <param name="facts">What is known about the picture that the image is a part of; null if it is the whole picture.</param>
    public DeconvolutionRun(
        PlanarImage blurred,
        Psf psf,
        DeconvolutionOptions options,
        RunHints hints,
        IProgress<DeconvolutionProgress>? progress,
        CancellationToken cancel,
        PictureFacts? facts = null
    )
    {
        (_blurred, _psf, _options, _control, _hints, _facts) = (blurred, psf, options, options.Control, hints, facts);
        (_progress, _cancel) = (progress, cancel);
        _mode = blurred.Count != 3 || options.Method!.NeedsPositive ? ChannelMode.Each : options.Channels;
        _planes = _mode == ChannelMode.Luma ? 1 : blurred.Count;
        _adapt = options.MayAdapt;

        _given = options.Weights;
        _gaps = Gaps.Find(blurred, _given, options.FindEmptyBorder);
        if (_gaps is not null)
            _options = options with { Weights = _gaps.Weights(_given) };
        _nonNegative = _options.NonNegative ?? !LightSign.IsSigned(blurred, _options.Weights);
        double white = facts?.White ?? WhiteLevel.Of(blurred, _options.Weights, _options.SaturationLevel, psf.Shape);
        _white = options.Automatic?.White ?? white;
        if (options.Automatic is { } known && known.Planes.Count < _planes)
        {
            throw new ArgumentException(
                $"The automatic values are for {known.Planes.Count} planes, but the image has {_planes} to restore. Measure them again."
            );
        }
    }

    private bool Opponent => _mode != ChannelMode.Each;

    /// <summary>The automatic values of a run, without running it.</summary>
    public AutomaticValues Measure() => Adapted(Measure(out Effort effort), effort);

    /// <summary>Everything about a picture that is measured on a part of it, which this run is for.</summary>
    public PictureStudy Study()
    {
        using PlanarImage work = Light();
        SampleTrust trust = Prepare(work);
        AutomaticValues values = Measure(work, trust, out LearnedUse use) with { ImpulseNoise = trust.ImpulseNoise ?? Details() };
        Effort effort = use.Run(_options.Effort);
        return new()
        {
            Values = Adapted(values, effort),
            Effort = effort,
            Obstacle = use.Obstacle,
            NonNegative = _nonNegative,
            Mode = _mode,
            Masked = trust.Common is not null,
            Sizes = _hints.TrySizes ? FitChecker.Sizes(work[0], work.Shape, trust.Common, _psf) : null,
        };
    }

    // What compression hides is estimated generously, and the learned prior balances that estimate: less is left for a good reason.
    private AutomaticValues Adapted(AutomaticValues values, Effort effort) =>
        _adapt && !(_options.NoiseFloor > 0 && effort == Effort.Best)
            ? Strengthening.OfTiles(_blurred, _psf, _options with { Automatic = values, Effort = effort }, _cancel)
            : values;

    /// <summary>Noise of the first channel for the search for impulses, where there was no candidate for one.</summary>
    private double Details()
    {
        using PlanarImage light = Light();
        return NoiseEstimator.Haar(light[0], light.Shape) / _white;
    }

    private AutomaticValues Measure(out Effort effort)
    {
        using PlanarImage work = Light();
        SampleTrust trust = Prepare(work);
        AutomaticValues values = Measure(work, trust, out LearnedUse use);
        effort = use.Run(_options.Effort);
        return values;
    }

    private AutomaticValues Measure(PlanarImage work, SampleTrust trust, out LearnedUse use)
    {
        PlaneParameters parameters = Parameters(trust, Coupled(trust), 1);
        var values = new List<PlaneValues>();
        LearnedUse? first = null;
        for (int plane = 0; plane < _planes; plane++)
        {
            PlaneTerms terms = parameters.Of(work[plane], work[Opponent ? 0 : plane], work.Shape, plane, first);
            first ??= terms.Learned;
            values.Add(terms.Values);
        }

        use = first!;
        return new(_white, values) { ImpulseNoise = trust.ImpulseNoise };
    }

    public DeconvolutionResult Run()
    {
        if (_adapt)
            _options = _options with { Automatic = Measure() };
        PlanarImage work = Light();
        var residual = new PlanarImage(work.Shape, 1);
        try
        {
            SampleTrust trust = Prepare(work);
            bool coupled = Coupled(trust);

            // Planes are restored in place; copies are kept of those that are needed again afterwards.
            bool all = coupled || _adapt || (_options.MaxOvershoot is not null && !Opponent);
            using PlanarImage observed = First(work, all ? work.Count : 1);
            LearnedUse? use = null;
            List<PlaneReport> reports = Restore(1, ref use);
            FitCheck check = Judge(observed, work, trust, reports, residual);
            if (_adapt && Strengthening.ForArtifacts(check, reports) is { } factor)
            {
                for (int plane = 0; plane < _planes; plane++)
                    observed[plane].CopyTo(work[plane]);
                reports = Restore(factor, ref use);
                check = Judge(observed, work, trust, reports, residual);
            }

            LimitHalos(observed, work);
            if (Opponent)
                ColorSpace.FromOpponent(work);
            Finish(work);
            return new DeconvolutionResult
            {
                Image = work,
                StopReason = (reports.Find(r => r.Report.Reason.Kind is StopKind.Canceled or StopKind.Diverged) ?? reports[0]).Report.Reason,
                Planes = reports,
                Check = check,
                Residual = residual,
                Parameters = new(_options.Method!, _options.Prior!, _options.Boundary, _mode, _white, trust.SaturatedShare, trust.Impulses)
                {
                    Automatic = new(_white, Values(reports)) { ImpulseNoise = trust.ImpulseNoise },
                    Stretch = _options.Stretch,
                    NonNegative = _nonNegative,
                    EmptyShare = _gaps?.BorderShare ?? 0,
                    Missing = _gaps?.Missing ?? 0,
                    Effort = use?.Run(_options.Effort) ?? _options.Effort,
                    LearnedObstacle = use?.Obstacle,
                },
                Elapsed = Stopwatch.GetElapsedTime(_start),
            };

            List<PlaneReport> Restore(double strength, ref LearnedUse? use)
            {
                PlaneParameters parameters = Parameters(trust, coupled, strength);
                return coupled ? RestoreColor(parameters, observed, work, ref use) : RestorePlanes(parameters, observed, work, ref use);
            }
        }
        catch
        {
            work.Dispose();
            residual.Dispose();
            throw;
        }
    }

    /// <summary>Returns the weights to the pool.</summary>
    public void Dispose()
    {
        if (_gaps is not null)
            _options.Weights!.Dispose();
    }

    /// <summary>A copy of the image without samples that are not finite.</summary>
    private PlanarImage Light()
    {
        PlanarImage light = _blurred.Clone();
        _gaps?.Clear(light);
        return light;
    }

    /// <summary>Scales the image, fills in untrusted samples, and converts it to the color axes of the restoration.</summary>
    private SampleTrust Prepare(PlanarImage work)
    {
        ColorSpace.Scale(work, (float)(1 / _white));
        StopIfCanceled();
        // A hair below the level, since scaling rounds the samples.
        double? level = _options.SaturationLevel * (1 - 1e-6) / _white;
        var sources = new TrustSources(level, _options.Weights, _options.FindImpulses)
        {
            Noise = _options.Noise / _white ?? _options.Automatic?.ImpulseNoise,
            Levels = _facts?.ClipLevels.Select(l => l * (1 - 1e-6) / _white).ToArray(),
            Counted = _facts?.Tile?.OwnInside,
        };
        SampleTrust trust = SampleTrust.Of(work, _options.Field?.Sharpest ?? _psf, sources);
        StopIfCanceled();
        if (Opponent)
            ColorSpace.ToOpponent(work);
        return trust;
    }

    /// <summary>
    /// Where samples of single channels are not trusted, the planes of opponent color are restored together, so that the trusted channels count.
    /// </summary>
    private bool Coupled(SampleTrust trust) => _mode == ChannelMode.Opponent && _options.Method!.Couples && !trust.Complete;

    private PlaneParameters Parameters(SampleTrust trust, bool coupled, double strength) =>
        new(_options, _psf, _white, Opponent, trust, coupled, _hints) { Strength = strength };

    private static PlanarImage First(PlanarImage image, int count)
    {
        var copy = new PlanarImage(image.Shape, count);
        for (int plane = 0; plane < count; plane++)
            image[plane].CopyTo(copy[plane]);
        return copy;
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
        if (_cancel.IsCancellationRequested)
            return FitCheck.NotChecked(FitCause.Canceled, trust.SaturatedShare);
        var question = new FitQuestion(observed.Memory(0), restored.Memory(0), observed.Shape, _psf)
        {
            Field = _options.Field,
            Weights = trust.Common,
            Noise = reports[0].Expected,
            FindArtifacts = _options.MaxOvershoot is null,
        };
        if (_facts is { Tally: { } collected, Tile: { } tile })
        {
            collected.Add(question, tile.OwnInside, _facts.Covered, residual[0]);
            return FitCheck.NotChecked(FitCause.None, trust.SaturatedShare);
        }

        var tally = new FitTally(observed.Shape.Count);
        tally.Add(question, Region.Whole(observed.Shape), Region.Whole(observed.Shape), residual[0]);
        return FitChecker.Judge(
            tally,
            FitTerms.Of(_options, _hints, reports[0], trust.SaturatedShare, trust.Common is not null),
            () => FitChecker.Sizes(question.Observed.Span, question.Shape, question.Weights, _psf)
        );
    }

    private void StopIfCanceled()
    {
        if (_control.OnCancel == CancelBehavior.Throw)
            _cancel.ThrowIfCancellationRequested();
    }

    private List<PlaneReport> RestorePlanes(PlaneParameters parameters, PlanarImage kept, PlanarImage work, ref LearnedUse? use)
    {
        var reports = new List<PlaneReport>(_planes);
        for (int plane = 0; plane < _planes; plane++)
        {
            if (_cancel.IsCancellationRequested && plane > 0)
            {
                reports.Add(new(double.NaN, double.NaN, new(StopReason.Canceled, [], TimeSpan.Zero)));
                continue;
            }

            Memory<float> observed = Observed(plane),
                light = Observed(Opponent ? 0 : plane);
            PlaneTerms terms = parameters.Of(observed.Span, light.Span, work.Shape, plane, use);
            use ??= terms.Learned;
            StopIfCanceled();
            SolveReport report = _options.Method!.Restore(Problem(observed, work.Shape, terms), Control(plane, _planes, terms), work[plane]);
            reports.Add(Report(parameters, terms, report));
            if (report.Reason == StopReason.Diverged)
                break;
        }

        return reports;

        Memory<float> Observed(int plane) => plane < kept.Count ? kept.Memory(plane) : work.Memory(plane);
    }

    private List<PlaneReport> RestoreColor(PlaneParameters parameters, PlanarImage observed, PlanarImage work, ref LearnedUse? use)
    {
        var terms = new List<PlaneTerms>(_planes);
        for (int plane = 0; plane < _planes; plane++)
        {
            terms.Add(parameters.Of(observed[plane], observed[0], work.Shape, plane, use));
            use ??= terms[plane].Learned;
        }

        StopIfCanceled();
        List<PlaneProblem> problems = [.. terms.Select((t, plane) => Problem(observed.Memory(plane), work.Shape, t))];
        SolveReport report = _options.Method!.RestoreColor(problems, Control(0, 1, terms[0]), work);
        return [.. terms.Select(t => Report(parameters, t, report))];
    }

    private PlaneReport Report(PlaneParameters parameters, PlaneTerms terms, SolveReport report) =>
        new(terms.Values.Noise * parameters.Axis * _white, terms.Values.Lambda, report)
        {
            Expected = AutomaticParameters.EffectiveNoise(terms.Values.Noise, parameters.Hidden, _options.PsfTrust, parameters.Axis),
            Values = terms.Values,
        };

    private PlaneProblem Problem(Memory<float> observed, Shape shape, PlaneTerms terms) =>
        new()
        {
            Shape = shape,
            Place = _facts?.Tile?.Place ?? Region.Whole(shape),
            Unseen = _facts?.Unseen ?? default,
            Observed = observed,
            Weights = terms.Weights,
            Bounds = terms.Bounds,
            Psf = _psf,
            Field = _options.Field,
            Boundary = _options.Boundary,
            Prior = _options.Prior!,
            Lambda = terms.Values.Lambda,
            Noise = terms.Noise,
            EffectiveNoise = terms.Effective,
            Suspects = terms.Suspects,
            Learned = terms.Learned.Network,
            LearnedNoise = terms.LearnedNoise,
            LearnedSeesCurve = _options.LearnedSeesCurve,
            NoiseToSignal = terms.Values.NoiseToSignal,
            ModelError = terms.Values.ModelError,
            NonNegative = _nonNegative && !terms.Chroma,
        };

    private PlaneControl Control(int plane, int planes, PlaneTerms terms)
    {
        (int steps, int fillSteps) = terms.Steps;
        int planned = steps + fillSteps + (terms.Learned.Network is null ? 0 : LearnedPull.Steps);
        return new()
        {
            ScheduleSteps = steps,
            FillSteps = fillSteps,
            Iterations = _control.Iterations,
            Tolerance = _control.Tolerance,
            Stop = _control.Stop,
            TimeLimit = _control.TimeLimit - Stopwatch.GetElapsedTime(_start),
            Threads = _control.ThreadCount,
            Observe = _progress is null ? null : (in Iteration i, ReadOnlySpan<float> _) => _progress.Report(Where(plane, planes, planned, i)),
            OnCancel = _control.OnCancel,
            Cancel = _cancel,
        };
    }

    private DeconvolutionProgress Where(int plane, int planes, int planned, in Iteration i)
    {
        int most = _control.Iterations ?? Math.Max(planned, i.Index);
        return new(plane, planes, i.Index, most, i.Objective, i.RelativeChange, Stopwatch.GetElapsedTime(_start));
    }

    private void Finish(PlanarImage image)
    {
        float white = (float)_white;
        for (int plane = 0; plane < image.Count; plane++)
            foreach (ref float v in image[plane])
                v = _nonNegative ? Math.Max(0, v * white) : v * white;
        _gaps?.PutBack(image, _given);
    }
}
