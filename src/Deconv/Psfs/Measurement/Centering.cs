namespace Deconv.Psfs.Measurement;

/// <summary>Moves the center of mass to the middle sample.</summary>
internal static class Centering
{
    private const int Lobes = 3;

    /// <summary>A PSF of 2·reach+1 samples each way, shifted by fractions of a pixel with a windowed sinc, which widens it least.</summary>
    /// <param name="samples">Row-major samples, 0 or above.</param>
    /// <param name="shape">Shape of the samples.</param>
    /// <param name="reach">Samples on each side of the middle.</param>
    public static Psf Middle(double[] samples, Shape shape, int reach)
    {
        double sum = samples.Sum(),
            row = 0,
            column = 0;
        for (int i = 0; i < samples.Length; i++)
        {
            row += samples[i] * (i / shape.Width) / sum;
            column += samples[i] * (i % shape.Width) / sum;
        }

        int size = (2 * reach) + 1;
        var moved = new float[size * size];
        for (int y = 0; y < size; y++)
        for (int x = 0; x < size; x++)
            moved[(y * size) + x] = (float)Math.Max(0, At(row + y - reach, column + x - reach));
        return Psf.FromSamples(new(size, size), moved);

        double At(double y, double x)
        {
            double value = 0;
            int top = (int)Math.Floor(y),
                left = (int)Math.Floor(x);
            for (int v = top - Lobes + 1; v <= top + Lobes; v++)
            for (int u = left - Lobes + 1; u <= left + Lobes; u++)
                if ((uint)v < (uint)shape.Height && (uint)u < (uint)shape.Width)
                    value += samples[(v * shape.Width) + u] * Lanczos(y - v) * Lanczos(x - u);
            return value;
        }
    }

    private static double Lanczos(double t) =>
        t == 0 ? 1
        : Math.Abs(t) >= Lobes ? 0
        : Lobes * Math.Sin(Math.PI * t) * Math.Sin(Math.PI * t / Lobes) / (Math.PI * Math.PI * t * t);
}
