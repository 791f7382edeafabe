namespace Deconv.Psfs;

/// <summary>
/// Point spread function: the image of a single point. Immutable samples with sum 1, any size, odd or even, and an explicit origin: the sample that
/// stands for "no displacement". Always applied by true convolution.
/// </summary>
public sealed partial class Psf
{
    private readonly float[] _samples;

    /// <summary>True for analytic blurs, which are complete by construction: mass on their border is not a sign of truncation.</summary>
    private bool _complete;

    private Psf(Shape shape, float[] samples, int originRow, int originColumn, double originalSum)
    {
        (Shape, _samples, OriginRow, OriginColumn, OriginalSum) = (shape, samples, originRow, originColumn, originalSum);
    }

    /// <summary>Rows and samples per row.</summary>
    public Shape Shape { get; }

    /// <summary>Row-major samples, sum 1.</summary>
    public ReadOnlySpan<float> Samples => _samples;

    /// <summary>Row of the origin; ⌊(height − 1)/2⌋ unless stated.</summary>
    public int OriginRow { get; }

    /// <summary>Column of the origin; ⌊(width − 1)/2⌋ unless stated.</summary>
    public int OriginColumn { get; }

    /// <summary>Sum of the samples before they were scaled to sum 1.</summary>
    public double OriginalSum { get; }

    /// <summary>A PSF from samples of any positive sum, origin in the middle: ((height − 1)/2, (width − 1)/2) rounded down.</summary>
    /// <param name="shape">Rows and samples per row.</param>
    /// <param name="samples">Row-major; copied and scaled to sum 1. Small negative lobes are legal.</param>
    /// <exception cref="InvalidPsfException">Empty, not finite, or a sum that is not positive.</exception>
    public static Psf FromSamples(Shape shape, ReadOnlySpan<float> samples) =>
        FromSamples(shape, samples, (shape.Height - 1) / 2, (shape.Width - 1) / 2);

    /// <summary>A PSF with a given origin.</summary>
    /// <param name="shape">Rows and samples per row.</param>
    /// <param name="samples">Row-major; copied and scaled to sum 1.</param>
    /// <param name="originRow">Row of the sample that stands for no displacement, inside the PSF.</param>
    /// <param name="originColumn">Column of that sample.</param>
    /// <exception cref="InvalidPsfException">Empty, not finite, a sum that is not positive, or an origin outside.</exception>
    public static Psf FromSamples(Shape shape, ReadOnlySpan<float> samples, int originRow, int originColumn)
    {
        if (shape.IsEmpty)
            throw new InvalidPsfException($"The PSF is empty ({shape}); it needs at least 1x1 samples.");
        if (samples.Length != shape.Count)
            throw new InvalidPsfException($"A {shape} PSF has {shape.Count} samples, not {samples.Length}.");
        if ((uint)originRow >= (uint)shape.Height || (uint)originColumn >= (uint)shape.Width)
            throw new InvalidPsfException($"The origin (row {originRow}, column {originColumn}) lies outside the {shape} PSF.");
        double sum = 0,
            magnitude = 0;
        foreach (float sample in samples)
        {
            if (!float.IsFinite(sample))
                throw new InvalidPsfException($"The PSF holds a sample that is not a finite number ({sample}).");
            sum += sample;
            magnitude += Math.Abs(sample);
        }

        if (magnitude == 0)
            throw new InvalidPsfException("Every sample of the PSF is zero, so it would erase the image.");
        if (sum < 0.1 * magnitude)
            throw new InvalidPsfException(
                $"The samples of the PSF sum to {sum:G4} against a total magnitude of {magnitude:G4}: that is a filter, not a blur."
            );
        // A PSF must be bit-identical after saving and loading, so a sum that is 1 within float rounding is not normalized.
        double divisor = Math.Abs(sum - 1) <= 1e-6 ? 1 : sum;
        var scaled = new float[samples.Length];
        for (int i = 0; i < scaled.Length; i++)
            scaled[i] = (float)(samples[i] / divisor);
        return new Psf(shape, scaled, originRow, originColumn, sum);
    }
}
