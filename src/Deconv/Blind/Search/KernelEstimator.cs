using Deconv.Blind.Steps;

namespace Deconv.Blind.Search;

/// <summary>
/// The alternation from coarse to fine: image step and kernel step in turn on every level (phase A), then a refinement on all gradients at full size
/// (phase B).
/// </summary>
/// <param name="levels">The image at every level; owned by the caller.</param>
/// <param name="linear">The image at full size for the refinement; owned by the caller.</param>
/// <param name="settings">Parameters of the estimate.</param>
internal sealed class KernelEstimator(FramePyramid levels, BlindFrame linear, EstimatorSettings settings)
{
    private readonly FramePyramid _frames = levels;
    private readonly EstimatorSettings _settings = settings;

    /// <summary>Size of the estimated kernels in pixels.</summary>
    public int Bound => _frames.Finest.Kernel;

    /// <summary>
    /// One start from the coarsest level to the refinement. A refinement that made the kernel more diffuse tells that λ may have been too large for
    /// this image: the run is repeated with λ halved, and both kernels are returned, the second one from before the refinement if that happens
    /// again.
    /// </summary>
    /// <param name="start">The first kernel, and whether the kernel step weights frequencies.</param>
    /// <param name="run">Number of the run, unique in the search.</param>
    /// <param name="meeting">Detects that this run has become equal to an earlier one; null to run to the end.</param>
    /// <param name="observe">Called at the end of every level, or null.</param>
    /// <param name="cancel">Checked before every alternation.</param>
    public StartAnswer Run(SearchStart start, int run, MeetingPoint? meeting, LevelObserver? observe, CancellationToken cancel)
    {
        float[]? first = null;
        for (double scale = 1; ; scale /= 2)
        {
            (float[] coarse, float[] refined, int? met) = RunOnce(start, run, scale, meeting, observe, cancel);
            if (met is not null)
                return new(refined, first, scale, met);
            bool diffuse = KernelShape.Concentration(refined) < _settings.Diffuse * KernelShape.Concentration(coarse);
            if (!_settings.RetriesDiffuse || !diffuse)
                return new(refined, first, scale, null);
            if (scale < 1)
                return new(coarse, first, scale, null);
            first = refined;
        }
    }

    /// <summary>Alternations at full size on all gradients, from a kernel that is nearly right.</summary>
    /// <param name="k">n × n at full size; not changed.</param>
    /// <param name="alternations">Number of alternations.</param>
    /// <param name="scale">Factor of λ and γ.</param>
    /// <param name="weighted">Whether the kernel step weights frequencies.</param>
    /// <param name="observe">Called at the end, or null.</param>
    /// <param name="cancel">Checked before every alternation.</param>
    public float[] Refine(float[] k, int alternations, double scale, bool weighted, LevelObserver? observe, CancellationToken cancel)
    {
        float[] refined = [.. k];
        if (alternations == 0)
            return refined;
        using var alternation = new Alternation(linear, _settings, scale, weighted, true);
        (double first, double last) = _settings.RefinementLambda;
        for (int i = 0; i < alternations; i++)
        {
            cancel.ThrowIfCancellationRequested();
            float all = 0;
            double lambda = first * Math.Pow(last / first, (double)i / Math.Max(1, alternations - 1)) * scale;
            alternation.Run(refined, lambda, ref all);
        }

        KernelShape.Recenter(refined, linear.Kernel);
        observe?.Invoke(BlindPhase.Refine, _frames.Count, _frames.Count, refined, linear.Kernel, alternation.Latent, linear);
        return refined;
    }

    private (float[] Coarse, float[] Refined, int? Met) RunOnce(
        SearchStart start,
        int run,
        double scale,
        MeetingPoint? meeting,
        LevelObserver? observe,
        CancellationToken cancel
    )
    {
        double least = _settings.MinLambda * scale,
            lambda = Math.Max(least, _settings.Lambda * scale / Math.Pow(_settings.Decay, _settings.Alternations * start.Level));
        float threshold = float.NaN;
        float[] k = start.Kernel;
        int n = (int)Math.Sqrt(k.Length);
        for (int level = start.Level; level < _frames.Count; level++)
        {
            BlindFrame frame = _frames[level];
            k = level == start.Level && n == frame.Kernel ? [.. k] : KernelShape.Resize(k, n, frame.Kernel, KernelPyramid.Step);
            n = frame.Kernel;
            if (level == start.Level)
                threshold = EdgeThreshold.Of(frame, 20 * n);
            using var alternation = new Alternation(frame, _settings, scale, start.Weighted, false);
            for (int i = 0; i < _settings.Alternations; i++)
            {
                cancel.ThrowIfCancellationRequested();
                alternation.Run(k, lambda, ref threshold);
                lambda = Math.Max(lambda / _settings.Decay, least);
                threshold /= (float)_settings.Decay;
            }

            KernelShape.Recenter(k, n);
            observe?.Invoke(BlindPhase.Estimate, level + 1, _frames.Count, k, n, alternation.Latent, frame);
            if (meeting?.FindOrRecord(run, start.Weighted, _frames.Count - 1 - level, scale, k, n) is { } met)
                return (k, k, met);
        }

        KernelShape.Prune(k, n, _settings.Prune.Peak, 0);
        return ([.. k], Refine(k, _settings.Refinements, scale, start.Weighted, observe, cancel), null);
    }
}

/// <summary>Called at the end of a level.</summary>
/// <param name="phase">Estimate or refine.</param>
/// <param name="level">From 1, coarsest first.</param>
/// <param name="levels">How many there are.</param>
/// <param name="kernel">n × n, valid during the call.</param>
/// <param name="n">Size of the kernel.</param>
/// <param name="latent">The latent image on the frame, valid during the call.</param>
/// <param name="frame">The level.</param>
internal delegate void LevelObserver(BlindPhase phase, int level, int levels, float[] kernel, int n, ReadOnlySpan<float> latent, BlindFrame frame);

/// <summary>The estimate from one start.</summary>
/// <param name="Kernel">The final kernel of this start, sum 1.</param>
/// <param name="First">The kernel under the first λ if the run was repeated with half of it; null otherwise.</param>
/// <param name="LambdaScale">1, or 0.5 when λ had to be halved.</param>
/// <param name="Met">The earlier run that this one became equal to and whose result it shares; the kernel is then that of the level where they
/// met. Null: this run went to the end.</param>
internal sealed record StartAnswer(float[] Kernel, float[]? First, double LambdaScale, int? Met);
