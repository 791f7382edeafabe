namespace Deconv.Psfs.Measurement;

/// <summary>
/// Measures a PSF from a straight edge between a dark and a bright area. Samples are ordered by their distance from the edge; a slanted edge gives
/// distances far finer than a pixel. The edge spread is then decomposed into round disks, whose sum is the PSF. It measures the width of the blur
/// across the edge and assumes that the blur is round: right for defocus and lenses, wrong for motion.
/// </summary>
public static class SlantedEdge
{
    /// <summary>Smallest height and width of the box.</summary>
    public const int MinBoxSize = 10;

    /// <summary>Minimum drift of the edge across the box in pixels; with less there are too few distances.</summary>
    private const double MinDrift = 1;

    /// <summary>Measures the PSF at an edge.</summary>
    /// <param name="image">The image, linear light; the mean of the planes is used.</param>
    /// <param name="top">First row of the box, which holds one edge with a uniform area on each side.</param>
    /// <param name="left">First column of the box.</param>
    /// <param name="box">Height and width of the box in pixels, at least <see cref="MinBoxSize"/>.</param>
    /// <param name="saturation">Level at or above which samples are clipped, in units of the samples; null for none.</param>
    /// <exception cref="ArgumentException">A box outside the image or too small, or without a single straight slanted edge.</exception>
    public static EdgeMeasurement Measure(PlanarImage image, int top, int left, Shape box, double? saturation = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (box.Height < MinBoxSize || box.Width < MinBoxSize)
            throw new ArgumentException($"The box must be at least {MinBoxSize} pixels wide and high, not {box.Width}x{box.Height}.", nameof(box));
        if (top < 0 || left < 0 || top > image.Shape.Height - box.Height || left > image.Shape.Width - box.Width)
            throw new ArgumentException(
                $"The box {left},{top},{box.Width},{box.Height} does not lie inside the {image.Shape.Width}x{image.Shape.Height} image.",
                nameof(box)
            );
        double[] light = Luminance.Of(image, top, left, box);
        bool upright = Steepness(light, box, 1) >= Steepness(light, box, box.Width);
        (double[] turned, Shape shape) = upright ? (light, box) : Transpose(light, box);
        EdgeLine line = EdgeLine.Find(turned, shape);
        if (Math.Abs(line.Slope) * shape.Height < MinDrift)
            throw new ArgumentException(
                "The edge is aligned with the pixel grid, so all rows sample it alike. Choose an edge that is slanted by 2 degrees or more."
            );
        double cosine = 1 / Math.Sqrt(1 + (line.Slope * line.Slope));
        var samples = new (double Distance, double Value)[shape.Count];
        for (int i = 0; i < samples.Length; i++)
            samples[i] = (((i % shape.Width) - line.At(i / shape.Width)) * cosine * line.Sign, turned[i]);
        DiskMixture mixture = DiskMixture.Fit(samples, cosine, Math.Abs(line.Slope) * cosine);
        bool clipped = saturation is { } level && turned.Max() >= level;
        double angle = Math.Atan(line.Slope) * 180 / Math.PI;
        return new(mixture.ToPsf(), mixture.Fwhm, mixture.RmsRadius, upright ? 90 + angle : -angle, mixture.Contrast, mixture.Misfit, clipped);
    }

    /// <summary>Sum of squared differences between samples a step apart.</summary>
    private static double Steepness(double[] light, Shape box, int step)
    {
        double sum = 0;
        for (int i = 0; i + step < light.Length; i++)
            if (step != 1 || (i + 1) % box.Width != 0)
                sum += (light[i + step] - light[i]) * (light[i + step] - light[i]);
        return sum;
    }

    private static (double[] Samples, Shape Shape) Transpose(double[] light, Shape box)
    {
        var turned = new double[light.Length];
        for (int i = 0; i < light.Length; i++)
            turned[((i % box.Width) * box.Height) + (i / box.Width)] = light[i];
        return (turned, new(box.Width, box.Height));
    }
}

/// <summary>A PSF measured from an edge, with quality figures.</summary>
/// <param name="Psf">The PSF: round, centered.</param>
/// <param name="Fwhm">Full width at half maximum of the line spread in pixels, corrected for the pixel aperture.</param>
/// <param name="RmsRadius">Root mean square radius of the PSF in pixels: √2 σ of a Gaussian, r/√2 of a disk.</param>
/// <param name="Angle">Angle of the edge in degrees, counterclockwise from the right.</param>
/// <param name="Contrast">Bright minus dark, in units of the samples.</param>
/// <param name="Misfit">Root mean square difference between the samples and the model, over the contrast: noise and deviations from a straight
/// edge.</param>
/// <param name="Clipped">Whether the bright side is clipped, which makes the edge look narrower.</param>
public sealed record EdgeMeasurement(Psf Psf, double Fwhm, double RmsRadius, double Angle, double Contrast, double Misfit, bool Clipped);
