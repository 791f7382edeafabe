namespace Deconv.Restoration;

/// <summary>
/// Every automatic parameter, as determined from one image. A run that is given these values (<see cref="DeconvolutionOptions.Automatic"/>) measures
/// nothing: a part of an image is restored like the whole, several images are restored alike, and the same image again is bit-identical. Clipped
/// samples and impulses are still detected in every image.
/// </summary>
/// <param name="White">Level that is scaled to 1, in units of the samples, above 0.</param>
/// <param name="Planes">One entry per restored plane; luminance first in opponent color.</param>
public sealed record AutomaticValues(double White, IReadOnlyList<PlaneValues> Planes)
{
    /// <summary>Noise level used to detect impulses, in units of <see cref="White"/>; null if there was no candidate.</summary>
    public double? ImpulseNoise { get; init; }
}

/// <summary>The parameters of one plane, for samples scaled to a white of 1 and in the color axes of the restoration.</summary>
/// <param name="Noise">Standard deviation of the noise, 0 or above.</param>
/// <param name="Lambda">λ.</param>
/// <param name="NoiseToSignal">Noise power over signal power, for the Wiener method.</param>
/// <param name="ModelError">Squared frequency below which the PSF is not trusted, in (cycles per sample)².</param>
public sealed record PlaneValues(double Noise, double Lambda, double NoiseToSignal, double ModelError)
{
    /// <summary>Mean light and median variance for the weights of photon noise; null for uniform noise.</summary>
    public (double MeanLight, double MedianVariance)? Photons { get; init; }
}
