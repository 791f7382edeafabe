using Deconv.Blind.Steps;
using Deconv.Estimation;
using Deconv.Numerics;

namespace Deconv.Blind.Search;

/// <summary>
/// The picture the kernel is estimated on: one plane, stretched to the range 0 to 1, smoothed if noisy and made a little brighter in the dark.
/// Contrast and offset of the file are gone, so thresholds need no units.
/// </summary>
internal sealed class WorkingPicture : IDisposable
{
    /// <summary>Exponent of the picture: 0.2 to 0.4 dB over 1 and over 0.65 on values as files store them.</summary>
    public const double Gamma = 0.8;

    /// <summary>Samples that may lie outside the range on either side.</summary>
    private const double Outside = 0.002;

    private readonly AlignedBuffer _stretched;
    private readonly AlignedBuffer _linear;
    private readonly AlignedBuffer _samples;

    /// <param name="plane">Row-major.</param>
    /// <param name="shape">Of the plane.</param>
    public WorkingPicture(ReadOnlySpan<float> plane, Shape shape)
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

    /// <summary>Level that became 0.</summary>
    public double Black { get; }

    /// <summary>Level that became 1.</summary>
    public double White { get; }

    /// <summary>Standard deviation of the noise after stretching.</summary>
    public double Noise { get; }

    /// <summary>Width of the Gaussian that keeps noise from being taken for edges, in pixels; 0 for none.</summary>
    public double Smoothing { get; }

    /// <summary>The stretched plane, as it was but for scale and offset.</summary>
    public Span<float> Stretched => _stretched.Span[..Shape.Count];

    /// <summary>
    /// The same, smoothed if noisy and without negative samples: what a kernel that is nearly right is refined on, as blur is linear.
    /// </summary>
    public Span<float> Linear => _linear.Span[..Shape.Count];

    /// <summary>The same to the power <see cref="Gamma"/>: what the kernel is first estimated on.</summary>
    public Span<float> Samples => _samples.Span[..Shape.Count];

    public void Dispose()
    {
        _stretched.Dispose();
        _linear.Dispose();
        _samples.Dispose();
    }

    /// <summary>Levels between which all but a few samples lie.</summary>
    public static (double Black, double White) Range(ReadOnlySpan<float> plane)
    {
        int step = Math.Max(1, plane.Length >> 18);
        var samples = new float[(plane.Length + step - 1) / step];
        for (int i = 0; i < samples.Length; i++)
            samples[i] = plane[i * step];
        double black = NoiseEstimator.Rank(samples, (int)(Outside * (samples.Length - 1))),
            white = NoiseEstimator.Rank(samples, (int)((1 - Outside) * (samples.Length - 1)));
        return white - black > 1e-6 * Math.Max(1e-30, Math.Abs(white)) ? (black, white) : (black, black + 1);
    }

    /// <summary>
    /// Noise that latent image and picture share is explained best by a kernel of one tap: 24 dB at 1 %, 31 with 0.7 pixels of smoothing; 1.5 pixels
    /// at 3 %. Below 0.5 % smoothing costs more than it gains.
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
