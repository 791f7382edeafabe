namespace Deconv.Psfs.Measurement;

/// <summary>
/// A PSF from a straight edge between a dark and a bright area. Every sample is placed by its distance from the edge, which a slanted edge yields
/// in steps far below a pixel; the spread of the edge is then taken apart into round disks, whose sum is the PSF. It tells how wide the blur is
/// across the edge, and takes it for round: right for focus and lenses, wrong for motion.
/// </summary>
public static class SlantedEdge
{
    /// <summary>Smallest height and width of the box.</summary>
    public const int SmallestBox = 10;

    /// <summary>Pixels that the edge has to wander, or there are not enough distances.</summary>
    private const double LeastDrift = 1;

    /// <summary>Measures the PSF at an edge.</summary>
    /// <param name="picture">Linear light; of color pictures the mean of the planes is used.</param>
    /// <param name="top">First row of the box, which holds one edge and even areas on both sides of it.</param>
    /// <param name="left">First column.</param>
    /// <param name="box">Its height and width, at least <see cref="SmallestBox"/>.</param>
    /// <param name="saturation">Level from which samples are clipped; null for none.</param>
    /// <exception cref="ArgumentException">A box outside the picture or too small, or without one straight slanted edge.</exception>
    public static EdgeMeasurement Measure(PlanarImage picture, int top, int left, Shape box, double? saturation = null)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (box.Height < SmallestBox || box.Width < SmallestBox)
            throw new ArgumentException($"The box is at least {SmallestBox} pixels wide and high, not {box.Width}x{box.Height}.", nameof(box));
        if (top < 0 || left < 0 || top > picture.Shape.Height - box.Height || left > picture.Shape.Width - box.Width)
            throw new ArgumentException(
                $"The box {left},{top},{box.Width},{box.Height} does not lie inside the {picture.Shape.Width}x{picture.Shape.Height} picture.",
                nameof(box)
            );
        double[] light = Luminance.Of(picture, top, left, box);
        bool upright = Steepness(light, box, 1) >= Steepness(light, box, box.Width);
        (double[] turned, Shape shape) = upright ? (light, box) : Transpose(light, box);
        EdgeLine line = EdgeLine.Find(turned, shape);
        if (Math.Abs(line.Slope) * shape.Height < LeastDrift)
            throw new ArgumentException(
                "The edge runs along the pixels, so all rows show the same of it. Take an edge that is slanted by 2 degrees or more."
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

/// <summary>A PSF from an edge, and how good it is.</summary>
/// <param name="Psf">The PSF: round, centered.</param>
/// <param name="Fwhm">Full width at half maximum of the line spread in pixels, the sampling by pixels taken out.</param>
/// <param name="RmsRadius">Root mean square radius of the PSF in pixels: √2 σ of a Gaussian, r/√2 of a disk.</param>
/// <param name="Angle">Of the edge in degrees, counter-clockwise from the right.</param>
/// <param name="Contrast">Bright minus dark, in units of the samples.</param>
/// <param name="Misfit">Root mean square difference between the samples and the model, over the contrast: noise and whatever is no straight
/// edge.</param>
/// <param name="Clipped">Whether the bright side is clipped, which makes the edge look narrower.</param>
public sealed record EdgeMeasurement(Psf Psf, double Fwhm, double RmsRadius, double Angle, double Contrast, double Misfit, bool Clipped);
