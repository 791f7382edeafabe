using Deconv.Blind.Steps;
using Deconv.Numerics;

namespace Deconv.Blind.Search;

/// <summary>
/// The alternation from coarse to fine: image step and kernel step in turn on every level (phase A), then a refinement on all gradients at full size
/// (phase B). Holds the levels of one image, so that several starts share them.
/// </summary>
internal sealed class KernelEstimator : IDisposable
{
    private readonly EstimatorSettings _settings;
    private readonly IReadOnlyList<(double Scale, int Kernel)> _levels;
    private readonly BlindFrame[] _frames;
    private readonly BlindFrame? _linear;

    /// <param name="working">The image, range 0 to 1, smoothed if noisy.</param>
    /// <param name="trusted">Weight per sample, 0 to 1, or empty for 1.</param>
    /// <param name="bound">Largest kernel size in pixels, odd.</param>
    /// <param name="settings">Parameters of the estimate.</param>
    public KernelEstimator(WorkingImage working, ReadOnlySpan<float> trusted, int bound, EstimatorSettings settings)
    {
        ReadOnlySpan<float> image = working.Samples;
        Shape shape = working.Shape;
        _settings = settings;
        _levels = KernelPyramid.Levels(bound);
        _frames = new BlindFrame[_levels.Count];
        for (int i = 0; i < _frames.Length; i++)
        {
            (double scale, int n) = _levels[i];
            if (scale == 1)
            {
                _frames[i] = new BlindFrame(image, shape, n, trusted, settings.Aperture, settings.Threads);
                continue;
            }

            var (down, across) = (SeparableResampling.Shrink(shape.Height, scale), SeparableResampling.Shrink(shape.Width, scale));
            var small = new Shape(down.Length, across.Length);
            using AlignedBuffer plane = AlignedPool.Rent(small.Count),
                mask = AlignedPool.Rent(small.Count);
            SeparableResampling.Apply(image, shape, down, across, plane.Span);
            if (!trusted.IsEmpty)
                SeparableResampling.Apply(trusted, shape, down, across, mask.Span);
            _frames[i] = new BlindFrame(plane.Span, small, n, trusted.IsEmpty ? [] : mask.Span, settings.Aperture, settings.Threads);
        }

        if (settings.Refinements > 0)
            _linear = new BlindFrame(working.Linear, shape, Bound, trusted, settings.Aperture, settings.Threads);
    }

    /// <summary>Size of the estimated kernels in pixels.</summary>
    public int Bound => _levels[^1].Kernel;

    /// <summary>
    /// One start from the coarsest level to the refinement. If the refinement made the kernel more diffuse, λ was too large for this image: the run
    /// is repeated with λ halved, and if that happens again the kernel before the refinement is kept.
    /// </summary>
    /// <param name="start">The first kernel, and whether the kernel step weighs frequencies.</param>
    /// <param name="meeting">Detects that this start has become equal to an earlier one; null to run to the end.</param>
    /// <param name="observe">Called at the end of every level, or null.</param>
    /// <param name="cancel">Checked before every alternation.</param>
    public KernelEstimate Run(SearchStart start, MeetingPoint? meeting, LevelObserver? observe, CancellationToken cancel)
    {
        for (double scale = 1; ; scale /= 2)
        {
            (float[] coarse, float[] refined, SearchStart? met) = RunOnce(start, scale, meeting, observe, cancel);
            if (met is not null)
                return new(Bound, refined, coarse, false, scale) { Met = met };
            bool diffuse = KernelShape.Concentration(refined) < _settings.Diffuse * KernelShape.Concentration(coarse);
            if (!diffuse || scale < 1)
                return new(Bound, diffuse ? coarse : refined, coarse, diffuse, scale);
        }
    }

    /// <summary>Returns the levels to the pool.</summary>
    public void Dispose()
    {
        foreach (BlindFrame frame in _frames)
            frame.Dispose();
        _linear?.Dispose();
    }

    private (float[] Coarse, float[] Refined, SearchStart? Met) RunOnce(
        SearchStart start,
        double scale,
        MeetingPoint? meeting,
        LevelObserver? observe,
        CancellationToken cancel
    )
    {
        double lambda = _settings.Lambda * scale,
            least = _settings.MinLambda * scale;
        float threshold = float.NaN;
        float[] k = start.Kernel;
        int n = (int)Math.Sqrt(k.Length);
        for (int level = 0; level < _frames.Length; level++)
        {
            BlindFrame frame = _frames[level];
            k = level == 0 && n == frame.Kernel ? [.. k] : KernelShape.Resize(k, n, frame.Kernel, KernelPyramid.Step);
            n = frame.Kernel;
            if (level == 0)
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
            observe?.Invoke(BlindPhase.Estimate, level + 1, _frames.Length, k, n, alternation.Latent, frame);
            if (meeting?.FindOrRecord(start, _frames.Length - 1 - level, scale, k, n) is { } met)
                return (k, k, met);
        }

        KernelShape.Prune(k, n, _settings.Prune.Peak, 0);
        return ([.. k], Refine(k, _settings.Refinements, scale, start.Weighted, observe, cancel), null);
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
        if (_linear is not { } frame)
            return refined;
        using var alternation = new Alternation(frame, _settings, scale, weighted, true);
        (double first, double last) = _settings.RefinementLambda;
        for (int i = 0; i < alternations; i++)
        {
            cancel.ThrowIfCancellationRequested();
            float all = 0;
            double lambda = first * Math.Pow(last / first, (double)i / Math.Max(1, alternations - 1)) * scale;
            alternation.Run(refined, lambda, ref all);
        }

        KernelShape.Recenter(refined, frame.Kernel);
        observe?.Invoke(BlindPhase.Refine, _frames.Length, _frames.Length, refined, frame.Kernel, alternation.Latent, frame);
        return refined;
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
/// <param name="Size">Rows and columns of the kernels.</param>
/// <param name="Kernel">The final kernel of this start, sum 1.</param>
/// <param name="Coarse">The kernel before the refinement.</param>
/// <param name="Diffuse">True if the refinement was rejected because it made the kernel more diffuse.</param>
/// <param name="LambdaScale">1, or 0.5 when λ had to be halved.</param>
internal sealed record KernelEstimate(int Size, float[] Kernel, float[] Coarse, bool Diffuse, double LambdaScale)
{
    /// <summary>
    /// The earlier start that this one became equal to and whose result it shares; the kernels are then those of the level where they met. Null: this
    /// start ran to the end.
    /// </summary>
    public SearchStart? Met { get; init; }
}
