using Deconv.Blind.Steps;
using Deconv.Estimation;
using Deconv.Numerics;

namespace Deconv.Blind.Search;

/// <summary>
/// The image the kernel is estimated on: one plane, stretched to the range 0 to 1, smoothed if noisy, with slightly brighter shadows. It does not
/// depend on the contrast and offset of the file, so thresholds need no units.
/// </summary>
internal sealed class WorkingImage : IDisposable
{
    /// <summary>Exponent applied to the image: 0.2 to 0.4 dB better than 1 and than 0.65 on values as files store them.</summary>
    public const double Gamma = 0.8;

    /// <summary>Fraction of the samples that may lie outside the range on either side.</summary>
    private const double OutlierShare = 0.002;

    private readonly AlignedBuffer _stretched;
    private readonly AlignedBuffer _linear;
    private readonly AlignedBuffer _samples;

    /// <param name="plane">Row-major samples.</param>
    /// <param name="shape">Shape of the plane.</param>
    public WorkingImage(ReadOnlySpan<float> plane, Shape shape)
    {
        Shape = shape;
        (_stretched, _linear, _samples) = (AlignedPool.Rent(shape.Count), AlignedPool.Rent(shape.Count), AlignedPool.Rent(shape.Count));
        (Black, White) = Range(plane);
        float black = (float)Black,
            scale = (float)(1 / (White - Black));
        for (int i = 0; i < plane.Length; i++)
            _stretched.Span[i] = (plane[i] - black) * scale;
        Noise = NoiseEstimator.Haar(Stretched, shape);
        Smoothing = SmoothingFor(Noise);
        if (Smoothing > 0)
        {
            var (down, across) = (SeparableResampling.Smooth(shape.Height, 1, Smoothing), SeparableResampling.Smooth(shape.Width, 1, Smoothing));
            SeparableResampling.Apply(Stretched, shape, down, across, Linear);
        }
        else
            Stretched.CopyTo(Linear);
        for (int i = 0; i < shape.Count; i++)
        {
            Linear[i] = Math.Max(0, Linear[i]);
            Samples[i] = MathF.Pow(Linear[i], (float)Gamma);
        }
    }

    /// <summary>Rows and samples per row.</summary>
    public Shape Shape { get; }

    /// <summary>Level that is mapped to 0.</summary>
    public double Black { get; }

    /// <summary>Level that is mapped to 1.</summary>
    public double White { get; }

    /// <summary>Standard deviation of the noise after stretching.</summary>
    public double Noise { get; }

    /// <summary>Width of the Gaussian that keeps noise from being taken for edges, in pixels; 0 for none.</summary>
    public double Smoothing { get; }

    /// <summary>The stretched plane: the original up to scale and offset.</summary>
    public Span<float> Stretched => _stretched.Span[..Shape.Count];

    /// <summary>
    /// The stretched plane, smoothed if noisy and clipped at 0. The refinement works on it, because blur is linear.
    /// </summary>
    public Span<float> Linear => _linear.Span[..Shape.Count];

    /// <summary><see cref="Linear"/> to the power <see cref="Gamma"/>: the first estimate works on it.</summary>
    public Span<float> Samples => _samples.Span[..Shape.Count];

    public void Dispose()
    {
        _stretched.Dispose();
        _linear.Dispose();
        _samples.Dispose();
    }

    /// <summary>Levels that enclose all but a few samples.</summary>
    public static (double Black, double White) Range(ReadOnlySpan<float> plane)
    {
        int step = Math.Max(1, plane.Length >> 18);
        var samples = new float[(plane.Length + step - 1) / step];
        for (int i = 0; i < samples.Length; i++)
            samples[i] = plane[i * step];
        double black = NoiseEstimator.Rank(samples, (int)(OutlierShare * (samples.Length - 1))),
            white = NoiseEstimator.Rank(samples, (int)((1 - OutlierShare) * (samples.Length - 1)));
        return white - black > 1e-6 * Math.Max(1e-30, Math.Abs(white)) ? (black, white) : (black, black + 1);
    }

    /// <summary>
    /// Width of the smoothing in pixels. Noise that the latent image shares with the blurred image favors a kernel of one tap: 24 dB at 1 % noise, 31
    /// dB with 0.7 pixels of smoothing; 1.5 pixels at 3 %. Below 0.5 % smoothing costs more than it gains.
    /// </summary>
    internal static double SmoothingFor(double noise)
    {
        ReadOnlySpan<(double Noise, double Sigma)> table = [(0.005, 0), (0.008, 0.55), (0.01, 0.7), (0.03, 1.5), (0.1, 3)];
        if (noise <= table[0].Noise)
            return 0;
        for (int i = 1; i < table.Length; i++)
        {
            if (noise > table[i].Noise)
                continue;
            double t = (noise - table[i - 1].Noise) / (table[i].Noise - table[i - 1].Noise);
            return table[i - 1].Sigma + (t * (table[i].Sigma - table[i - 1].Sigma));
        }

        return table[^1].Sigma;
    }
}
