using System.Numerics.Tensors;
using Deconv.Numerics;

namespace Deconv.Objectives.Priors.Learned;

/// <summary>
/// The learned prior as a pull on the latent image: b (x − z), where z is x without the noise that the network is told. Each call of the network
/// serves several steps of the data term; over the calls the told deviation decreases and b grows.
/// </summary>
internal sealed class LearnedPull : IDisposable
{
    /// <summary>Number of steps.</summary>
    public const int Steps = NetworkShape.Calls * StepsPerCall;

    /// <summary>Steps of the data term after each call of the network.</summary>
    private const int StepsPerCall = 2;

    private const float Least = 0.003f,
        Most = 0.2f;

    /// <summary>The noise for which the told deviations are stored.</summary>
    private const double UsualNoise = 0.01;

    private readonly Shape _shape;
    private readonly IReadOnlyList<NetworkCall> _calls;
    private double _noise;
    private readonly CancellationToken _cancel;
    private readonly LearnedDenoiser _denoiser;
    private readonly AlignedBuffer _denoised;
    private readonly AlignedBuffer _seen;
    private readonly bool _curve;

    /// <param name="shape">Shape of the latent image.</param>
    /// <param name="prior">The network.</param>
    /// <param name="noise">Standard deviation of the noise that the data term assumes, for samples of 0 to 1.</param>
    /// <param name="curve">Whether the latent image is seen through a <see cref="LightCurve"/>.</param>
    /// <param name="threads">Threads to use, at least 1.</param>
    /// <param name="cancel">Ends a call early; its pull is then 0.</param>
    public LearnedPull(Shape shape, LearnedPrior prior, double noise, bool curve, int threads, CancellationToken cancel)
    {
        (_shape, _calls, _noise, _curve, _cancel) = (shape, prior.Calls, noise, curve, cancel);
        _denoiser = new LearnedDenoiser(shape, prior, threads);
        _denoised = AlignedPool.Rent(shape.Count);
        if (curve)
            _seen = AlignedPool.Rent(shape.Count);
    }

    /// <summary>
    /// Tells how far the answer that the network starts from is off the observation. The residual holds errors of the PSF and of the exposure too,
    /// which the prior has to balance as it does noise: the larger one counts.
    /// </summary>
    /// <param name="residual">Root mean square of h∗x − y.</param>
    public void Expect(double residual) => _noise = Math.Max(_noise, residual);

    /// <summary>Penalty b of a step.</summary>
    public double Penalty(int step)
    {
        double ratio = _noise / Deviation(step);
        return Call(step).Pull * ratio * ratio;
    }

    /// <summary>pull = x − z; returns ½‖x − z‖². Allocates nothing.</summary>
    public double Pull(ReadOnlySpan<float> x, int step, Span<float> pull)
    {
        if (step % StepsPerCall == 0)
            Denoise(x, Deviation(step));
        if (_cancel.IsCancellationRequested)
        {
            pull[.._shape.Count].Clear();
            return 0;
        }

        TensorPrimitives.Subtract(x[.._shape.Count], _denoised.Span, pull);
        return 0.5 * Reduce.SumOfSquares(pull[.._shape.Count]);
    }

    public void Dispose()
    {
        _denoiser.Dispose();
        _denoised.Dispose();
        if (_curve)
            _seen.Dispose();
    }

    private NetworkCall Call(int step) => _calls[Math.Min(step / StepsPerCall, _calls.Count - 1)];

    private double Deviation(int step)
    {
        NetworkCall call = Call(step);
        return Math.Clamp(call.Deviation * Math.Pow(_noise / UsualNoise, call.Power), Least, Most);
    }

    private void Denoise(ReadOnlySpan<float> x, double deviation)
    {
        if (!_curve)
        {
            _denoiser.Denoise(x, deviation, _denoised.Span, _cancel);
            return;
        }

        LightCurve.Encode(x[.._shape.Count], _seen.Span);
        _denoiser.Denoise(_seen.Span, LightCurve.Deviation * deviation, _denoised.Span, _cancel);
        if (!_cancel.IsCancellationRequested)
            LightCurve.Decode(_denoised.Span);
    }
}
