using Deconv.Blind.Steps;
using Deconv.Estimation;
using Deconv.Numerics;
using Deconv.Psfs;

namespace Deconv.Blind.Search;

/// <summary>
/// The image the kernel is estimated on: one plane without impulses, stretched to the range 0 to 1, and smoothed if noisy. It does not depend on
/// the contrast and offset of the file, so thresholds need no units.
/// </summary>
internal sealed class WorkingImage : IDisposable
{
    /// <summary>
    /// The smallest blur that is worth removing: a sample that sticks out farther than a point of light blurred by it is an impulse.
    /// </summary>
    private static readonly Psf LeastBlur = Psf.Parse("gaussian:0.8");

    /// <summary>Fraction of the samples that may lie outside the range on either side.</summary>
    private const double OutlierShare = 0.002;

    /// <summary>
    /// Width of the smoothing where the blocks of JPEG compression show: they are sharp in the blurred image too, and pull the kernel toward a cross.
    /// </summary>
    private const double BlockSmoothing = 1.2;

    private readonly AlignedBuffer _stretched;
    private readonly AlignedBuffer _linear;

    /// <param name="plane">Row-major samples.</param>
    /// <param name="shape">Shape of the plane.</param>
    public WorkingImage(ReadOnlySpan<float> plane, Shape shape)
    {
        Shape = shape;
        (_stretched, _linear) = (AlignedPool.Rent(shape.Count), AlignedPool.Rent(shape.Count));
        (Black, White) = Range(plane);
        float black = (float)Black,
            scale = (float)(1 / (White - Black));
        for (int i = 0; i < plane.Length; i++)
            _stretched.Span[i] = (plane[i] - black) * scale;
        RemoveImpulses();
        Noise = NoiseEstimator.Haar(Stretched, shape);
        HasBlocks = CompressionBlocks.Strength(Stretched, shape) > CompressionBlocks.Visible;
        Smoothing = Math.Max(SmoothingFor(Noise), HasBlocks ? BlockSmoothing : 0);
        if (Smoothing > 0)
        {
            var (down, across) = (SeparableResampling.Smooth(shape.Height, 1, Smoothing), SeparableResampling.Smooth(shape.Width, 1, Smoothing));
            SeparableResampling.Apply(Stretched, shape, down, across, Linear);
        }
        else
            Stretched.CopyTo(Linear);
        foreach (ref float v in Linear)
            v = Math.Max(0, v);
    }

    /// <summary>Rows and samples per row.</summary>
    public Shape Shape { get; }

    /// <summary>Level that is mapped to 0.</summary>
    public double Black { get; }

    /// <summary>Level that is mapped to 1.</summary>
    public double White { get; }

    /// <summary>Standard deviation of the noise after stretching.</summary>
    public double Noise { get; }

    /// <summary>Width of the Gaussian that keeps noise and blocks from being taken for edges, in pixels; 0 for none.</summary>
    public double Smoothing { get; }

    /// <summary>Whether the blocks of JPEG compression show.</summary>
    public bool HasBlocks { get; }

    /// <summary>
    /// Aperture of the estimate, in pixels: part of the smoothing belongs to it, not to the kernel. With all of it the noise of the kernel costs more
    /// than its sharpness gains.
    /// </summary>
    public double Aperture(double sharp) => HasBlocks ? Math.Sqrt((sharp * sharp) + (0.5 * Smoothing * Smoothing)) : sharp;

    /// <summary>The stretched plane: the original up to scale and offset.</summary>
    public Span<float> Stretched => _stretched.Span[..Shape.Count];

    /// <summary>
    /// The stretched plane, smoothed if noisy and clipped at 0.
    /// </summary>
    public Span<float> Linear => _linear.Span[..Shape.Count];

    /// <summary>Fills a plane with <see cref="Linear"/> to a power.</summary>
    public void Power(double gamma, Span<float> plane)
    {
        for (int i = 0; i < Shape.Count; i++)
            plane[i] = MathF.Pow(Linear[i], (float)gamma);
    }

    public void Dispose()
    {
        _stretched.Dispose();
        _linear.Dispose();
    }

    /// <summary>
    /// Dead and hot pixels have no blur of their own: left in, they pull the kernel toward a single tap.
    /// </summary>
    private void RemoveImpulses()
    {
        using AlignedBuffer trust = AlignedPool.Rent(Shape.Count);
        trust.Span.Fill(1);
        double noise = double.NaN;
        ImpulseMask.Apply(Stretched, Shape, LeastBlur, () => double.IsNaN(noise) ? noise = NoiseEstimator.Haar(Stretched, Shape) : noise, trust.Span);
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
