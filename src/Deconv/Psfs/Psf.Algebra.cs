namespace Deconv.Psfs;

/// <summary>Operations on PSFs.</summary>
public sealed partial class Psf
{
    /// <summary>One blur after the other: full convolution; sizes add, origins add.</summary>
    public static Psf operator *(Psf a, Psf b) => a.Convolve(b);

    /// <summary>One blur after the other: full convolution; sizes add, origins add.</summary>
    public Psf Convolve(Psf other)
    {
        var shape = new Shape(Shape.Height + other.Shape.Height - 1, Shape.Width + other.Shape.Width - 1);
        var sum = new double[shape.Count];
        for (int y = 0; y < Shape.Height; y++)
        for (int x = 0; x < Shape.Width; x++)
        {
            double a = _samples[(y * Shape.Width) + x];
            for (int v = 0; v < other.Shape.Height && a != 0; v++)
            for (int u = 0; u < other.Shape.Width; u++)
                sum[((y + v) * shape.Width) + x + u] += a * other._samples[(v * other.Shape.Width) + u];
        }

        Psf product = FromSamples(shape, Array.ConvertAll(sum, v => (float)v), OriginRow + other.OriginRow, OriginColumn + other.OriginColumn);
        product._complete = _complete && other._complete;
        return product;
    }

    /// <summary>The PSF rotated by 180° about the origin, which turns convolution into correlation.</summary>
    public Psf Flip()
    {
        var samples = (float[])_samples.Clone();
        Array.Reverse(samples);
        Psf flipped = FromSamples(Shape, samples, Shape.Height - 1 - OriginRow, Shape.Width - 1 - OriginColumn);
        flipped._complete = _complete;
        return flipped;
    }

    /// <summary>The same samples with another one as origin.</summary>
    /// <exception cref="InvalidPsfException">An origin outside the PSF.</exception>
    public Psf WithOrigin(int row, int column)
    {
        Psf moved = FromSamples(Shape, _samples, row, column);
        moved._complete = _complete;
        return moved;
    }

    /// <summary>The PSF without border rows and columns that are all zero.</summary>
    public Psf Trimmed()
    {
        Psf trimmed = Crop(1);
        trimmed._complete = _complete;
        return trimmed;
    }

    /// <summary>The smallest rectangle about the origin, with equal margins on opposite sides, that holds a fraction of the mass.</summary>
    /// <param name="keepMass">Fraction of the mass to keep, 0 to 1; 1 drops only exact zeros.</param>
    public Psf Crop(double keepMass)
    {
        int top = OriginRow,
            bottom = Shape.Height - 1 - OriginRow,
            left = OriginColumn,
            right = Shape.Width - 1 - OriginColumn;
        int ry = Math.Max(top, bottom),
            rx = Math.Max(left, right);
        double allowed = (1 - keepMass) * Mass(ry, rx);
        while (ry > 0 && Mass(ry, rx) - Mass(ry - 1, rx) <= allowed)
            (allowed, ry) = (allowed - (Mass(ry, rx) - Mass(ry - 1, rx)), ry - 1);
        while (rx > 0 && Mass(ry, rx) - Mass(ry, rx - 1) <= allowed)
            (allowed, rx) = (allowed - (Mass(ry, rx) - Mass(ry, rx - 1)), rx - 1);
        int y0 = Math.Max(0, OriginRow - ry),
            y1 = Math.Min(Shape.Height - 1, OriginRow + ry);
        int x0 = Math.Max(0, OriginColumn - rx),
            x1 = Math.Min(Shape.Width - 1, OriginColumn + rx);
        var shape = new Shape(y1 - y0 + 1, x1 - x0 + 1);
        var samples = new float[shape.Count];
        for (int y = 0; y < shape.Height; y++)
            Array.Copy(_samples, ((y + y0) * Shape.Width) + x0, samples, y * shape.Width, shape.Width);
        return FromSamples(shape, samples, OriginRow - y0, OriginColumn - x0);
    }

    /// <summary>The PSF for another pixel pitch: stretched about the origin by a factor, resampled by area.</summary>
    /// <param name="factor">Above 0; 2 doubles the blur in pixels.</param>
    public Psf Scale(double factor)
    {
        RequirePositive(factor, "scale");
        double reachY = Math.Max(OriginRow, Shape.Height - 1 - OriginRow) + 0.5,
            reachX = Math.Max(OriginColumn, Shape.Width - 1 - OriginColumn) + 0.5;
        (Shape shape, double[] plane) = Canvas(reachX * factor, reachY * factor, "PSF");

        // The area of overlap is the product of the overlaps along the two axes.
        double[] across = Overlaps(Shape.Width, OriginColumn, factor, shape.Width),
            down = Overlaps(Shape.Height, OriginRow, factor, shape.Height);
        var wide = new double[shape.Width];
        for (int y = 0; y < Shape.Height; y++)
        {
            Array.Clear(wide);
            for (int x = 0; x < Shape.Width; x++)
            for (int u = 0; u < shape.Width; u++)
                wide[u] += _samples[(y * Shape.Width) + x] * across[(x * shape.Width) + u];
            for (int v = 0; v < shape.Height; v++)
            {
                double length = down[(y * shape.Height) + v];
                for (int u = 0; u < shape.Width && length > 0; u++)
                    plane[(v * shape.Width) + u] += length * wide[u];
            }
        }

        Psf scaled = FromPlane(shape, plane);
        scaled._complete = _complete;
        return scaled;
    }

    /// <summary>
    /// Overlap of every stretched sample with every sample of a longer row centered on the origin, as a fraction of the stretched sample.
    /// </summary>
    private static double[] Overlaps(int count, int origin, double factor, int length)
    {
        var overlaps = new double[count * length];
        for (int i = 0; i < count; i++)
        {
            double from = (i - origin - 0.5) * factor,
                to = from + factor;
            for (int j = 0; j < length; j++)
            {
                double left = j - (length / 2) - 0.5;
                overlaps[(i * length) + j] = Math.Max(0, Math.Min(to, left + 1) - Math.Max(from, left)) / factor;
            }
        }

        return overlaps;
    }

    /// <summary>Magnitude within a rectangle of half sizes about the origin.</summary>
    private double Mass(int ry, int rx)
    {
        double mass = 0;
        for (int y = Math.Max(0, OriginRow - ry); y <= Math.Min(Shape.Height - 1, OriginRow + ry); y++)
        for (int x = Math.Max(0, OriginColumn - rx); x <= Math.Min(Shape.Width - 1, OriginColumn + rx); x++)
            mass += Math.Abs(_samples[(y * Shape.Width) + x]);
        return mass;
    }
}
