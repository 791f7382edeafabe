namespace Deconv.Restoration;

/// <summary>
/// Every number behind "auto", as worked out from one image. Given to another run (<see cref="DeconvolutionOptions.Automatic"/>), nothing is
/// measured there: so a part of an image is restored as the whole is, several images alike, and the same image again bit for bit. What belongs
/// to samples (clipped ones, impulses) is still looked for in the image at hand.
/// </summary>
/// <param name="White">Level that is scaled to 1, in units of the samples, above 0.</param>
/// <param name="Planes">One entry for every plane that is restored: luminance first, in opponent color.</param>
public sealed record AutomaticValues(double White, IReadOnlyList<PlaneValues> Planes)
{
    /// <summary>The values of the second pass, which images with impulses may need; null where there was none.</summary>
    public IReadOnlyList<PlaneValues>? Again { get; init; }

    /// <summary>Noise that impulses were told from, in units of <see cref="White"/>; null where no sample looked like one.</summary>
    public double? ImpulseNoise { get; init; }

    internal IReadOnlyList<PlaneValues> Pass(int pass) => pass > 0 && Again is not null ? Again : Planes;
}

/// <summary>What was worked out for one plane, for samples scaled to a white of 1 and along the axis the plane is worked on.</summary>
/// <param name="Noise">Standard deviation of the noise, 0 or above.</param>
/// <param name="Lambda">λ.</param>
/// <param name="NoiseToSignal">Noise power over signal power, of the Wiener method.</param>
/// <param name="ModelError">Squared frequency below which the PSF is not trusted, in (cycles per sample)².</param>
/// <param name="Steps">Least steps of the fast method; an image with clipped areas takes more by itself.</param>
public sealed record PlaneValues(double Noise, double Lambda, double NoiseToSignal, double ModelError, int Steps)
{
    /// <summary>Mean light and median variance, which photon noise is weighed by; null for noise that is the same everywhere.</summary>
    public (double MeanLight, double MedianVariance)? Photons { get; init; }
}
