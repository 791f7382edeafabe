using Deconv.Operators;
using Deconv.Psfs;

namespace Deconv.Simulation;

/// <summary>Simulates degraded images: blur and noise, reproducible from a seed.</summary>
public static class Degradation
{
    /// <summary>Blurs an image.</summary>
    /// <param name="image">The sharp image; linear light for photographs. Not changed.</param>
    /// <param name="psf">The blur.</param>
    /// <param name="boundary">What lies outside the image; with <see cref="Boundary.Unknown"/> only samples that need nothing from outside are
    /// returned, so the result is smaller by the reach of the PSF.</param>
    /// <param name="threads">0 means all processors.</param>
    /// <exception cref="InvalidPsfException">A PSF larger than the image.</exception>
    public static PlanarImage Blur(PlanarImage image, Psf psf, Boundary boundary, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(psf);
        if (!image.Shape.Contains(psf.Shape))
            throw new InvalidPsfException($"The {psf.Shape} PSF is larger than the {image.Shape} image. Crop the PSF or use a larger image.");
        Shape shape =
            boundary == Boundary.Unknown ? new(image.Shape.Height - psf.Shape.Height + 1, image.Shape.Width - psf.Shape.Width + 1) : image.Shape;
        var blur = new Blur(psf, shape, boundary, threads: threads);
        var result = new PlanarImage(shape, image.Count);
        for (int plane = 0; plane < image.Count; plane++)
            blur.Apply(image[plane], result[plane]);
        return result;
    }

    /// <summary>Blurs an image with a blur that differs across the frame.</summary>
    /// <param name="image">The sharp image; linear light for photographs. Not changed.</param>
    /// <param name="field">The blur, its places counted from the first sample of the result.</param>
    /// <param name="boundary">What lies outside the image; with <see cref="Boundary.Unknown"/> the result is smaller by the reach of PSFs.</param>
    /// <param name="threads">0 means all processors.</param>
    /// <exception cref="InvalidPsfException">PSFs larger than the image.</exception>
    public static PlanarImage Blur(PlanarImage image, PsfField field, Boundary boundary, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(field);
        if (!image.Shape.Contains(field.Shape))
            throw new InvalidPsfException($"The {field.Shape} PSFs of the field are larger than the {image.Shape} image. Use a larger image.");
        Shape shape =
            boundary == Boundary.Unknown ? new(image.Shape.Height - field.Shape.Height + 1, image.Shape.Width - field.Shape.Width + 1) : image.Shape;
        var blur = new Blur(field, shape, boundary, threads);
        var result = new PlanarImage(shape, image.Count);
        for (int plane = 0; plane < image.Count; plane++)
            blur.Apply(image[plane], result[plane]);
        return result;
    }

    /// <summary>Adds white Gaussian noise to every sample.</summary>
    /// <param name="image">The image; changed.</param>
    /// <param name="sigma">Standard deviation in units of the samples, 0 or above.</param>
    /// <param name="seed">The same seed gives the same noise.</param>
    public static void AddGaussianNoise(PlanarImage image, double sigma, int seed)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (!(sigma >= 0))
            throw new ArgumentOutOfRangeException(nameof(sigma), sigma, "The noise must be 0 or above.");
        var random = new Random(seed);
        for (int plane = 0; plane < image.Count; plane++)
            foreach (ref float v in image[plane])
                v += (float)(sigma * Normal(random));
    }

    /// <summary>Replaces every sample by a Poisson-distributed photon count.</summary>
    /// <param name="image">The image; changed. Negative samples count as 0.</param>
    /// <param name="peak">Number of photons at 1.0, above 0; fewer is noisier.</param>
    /// <param name="seed">The same seed gives the same noise.</param>
    public static void AddPoissonNoise(PlanarImage image, double peak, int seed)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (!(peak > 0))
            throw new ArgumentOutOfRangeException(nameof(peak), peak, "The number of photons at white must be above 0.");
        var random = new Random(seed);
        for (int plane = 0; plane < image.Count; plane++)
            foreach (ref float v in image[plane])
                v = (float)(Poisson(random, Math.Max(0, v) * peak) / peak);
    }

    /// <summary>Box and Muller 1958.</summary>
    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>Exact counting for small means; above 50 a rounded normal has the same mean and variance and, within 1 %, the same tails.</summary>
    private static double Poisson(Random random, double mean)
    {
        if (mean > 50)
            return Math.Max(0, Math.Round(mean + (Math.Sqrt(mean) * Normal(random))));
        double limit = Math.Exp(-mean),
            product = random.NextDouble();
        int count = 0;
        while (product > limit)
        {
            product *= random.NextDouble();
            count++;
        }

        return count;
    }
}
