using Deconv.Numerics;

namespace Deconv.Blind;

/// <summary>
/// The picture the kernel is estimated on: one plane, stretched to the range 0 to 1 and made a little brighter in the dark. Contrast and offset of
/// the file are gone, so thresholds need no units.
/// </summary>
internal sealed class WorkingPicture : IDisposable
{
    /// <summary>Exponent of the picture: 0.2 to 0.4 dB over 1 and over 0.65 on values as files store them.</summary>
    public const double Gamma = 0.8;

    /// <summary>Samples that may lie outside the range on either side.</summary>
    private const double Outside = 0.002;

    private readonly AlignedBuffer _samples;

    /// <param name="plane">Row-major.</param>
    /// <param name="shape">Of the plane.</param>
    public WorkingPicture(ReadOnlySpan<float> plane, Shape shape)
    {
        Shape = shape;
        _samples = AlignedPool.Rent(shape.Count);
        (Black, White) = Range(plane);
        float black = (float)Black, scale = (float)(1 / (White - Black));
        Span<float> u = _samples.Span;
        for (int i = 0; i < u.Length; i++) u[i] = MathF.Pow(Math.Max(0, (plane[i] - black) * scale), (float)Gamma);
    }

    /// <summary>Rows and samples per row.</summary>
    public Shape Shape { get; }

    /// <summary>Level that became 0.</summary>
    public double Black { get; }

    /// <summary>Level that became 1.</summary>
    public double White { get; }

    /// <summary>The samples.</summary>
    public Span<float> Samples => _samples.Span;

    public void Dispose() => _samples.Dispose();

    private static (double Black, double White) Range(ReadOnlySpan<float> plane)
    {
        int step = Math.Max(1, plane.Length >> 18);
        var samples = new List<float>();
        for (int i = 0; i < plane.Length; i += step) samples.Add(plane[i]);
        samples.Sort();
        double black = samples[(int)(Outside * (samples.Count - 1))], white = samples[(int)((1 - Outside) * (samples.Count - 1))];
        return white - black > 1e-6 * Math.Max(1e-30, Math.Abs(white)) ? (black, white) : (black, black + 1);
    }
}
