using Deconv.Benchmarks.Quality;
using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Simulation;

namespace Deconv.Benchmarks.Outliers;

/// <summary>A dim photograph with lamps, the blur of the exposure, and its disturbances.</summary>
/// <param name="Psf">The blur.</param>
/// <param name="Noise">Standard deviation of the noise, 1 is white.</param>
/// <param name="NoiseOnPlateaus">
/// Whether the noise comes after the clipping, so that clipped samples scatter below white; otherwise before it, as in a sensor.
/// </param>
/// <param name="Impulses">Share of samples that are set to black or white.</param>
/// <param name="Seed">The same seed gives the same noise and impulses.</param>
internal sealed record Night(Psf Psf, double Noise, bool NoiseOnPlateaus, double Impulses, int Seed)
{
    /// <summary>Adds the lamps to a scene.</summary>
    public static PlanarImage Lit(PlanarImage dark, IReadOnlyList<Lamp> lamps)
    {
        PlanarImage lit = dark.Clone();
        foreach (Lamp lamp in lamps)
            lamp.AddTo(lit);
        return lit;
    }

    /// <summary>The exposure of a scene, in linear values.</summary>
    public PngPicture Expose(PlanarImage scene)
    {
        using PlanarImage light = Degradation.Blur(scene, Psf, Boundary.Unknown, 1);
        if (NoiseOnPlateaus)
            ClaimScene.Apply(light, v => Math.Min(v, 1));
        Degradation.AddGaussianNoise(light, Noise, Seed);
        SaltAndPepper.Add(light, Impulses, Seed);
        return PngPicture.Of(light, TransferFunction.Linear);
    }
}
