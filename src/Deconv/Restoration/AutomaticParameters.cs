using Deconv.Numerics;

namespace Deconv.Restoration;

/// <summary>Strength of the prior and trust in the PSF, from the noise: the rules and where they come from.</summary>
internal static class AutomaticParameters
{
    /// <summary>Rounding and model error that no picture is without, in units of white.</summary>
    private const double NoiseFloor = 0.4 / 255;

    /// <summary>Variance per squared frequency of scenes, over the variance of the picture: their power is about 0.0346 var / f².</summary>
    private const double SceneSlope = 0.0346;

    /// <summary>Noise that the data term has to expect: the measured one and a floor; no floor for an exact PSF.</summary>
    public static double EffectiveNoise(double noise, PsfTrust trust) =>
        trust == PsfTrust.Exact ? Math.Max(noise, 0.05 / 255) : Math.Sqrt((noise * noise) + (NoiseFloor * NoiseFloor));

    /// <summary>λ. Fitted once on photographs under eight shake kernels and five noise levels, within 0.1 dB of the best λ of each picture.</summary>
    public static double Lambda(double exponent, double noise) => exponent switch
    {
        0 => 0,
        2 => 0.5 * Math.Pow(noise, 1.4),
        1 => 0.14 * Math.Pow(noise, 1.35),
        _ => 0.127 * Math.Pow(noise, 1.4),
    };

    /// <summary>f₀² of the spectral weight: the squared frequency where an error ε of the transfer function weighs as much as the noise.</summary>
    public static double ModelError(ReadOnlySpan<float> picture, double noise, PsfTrust trust)
    {
        double epsilon = trust switch { PsfTrust.Exact => 0, PsfTrust.Estimated => 0.04, _ => 0.016 };
        double mean = Reduce.Sum(picture) / picture.Length, variance = Math.Max(0, (Reduce.SumOfSquares(picture) / picture.Length) - (mean * mean));
        return epsilon * epsilon * SceneSlope * variance / (noise * noise);
    }

    /// <summary>Noise power over the power of a picture's details.</summary>
    public static double NoiseToSignal(ReadOnlySpan<float> picture, double noise)
    {
        double mean = Reduce.Sum(picture) / picture.Length, variance = (Reduce.SumOfSquares(picture) / picture.Length) - (mean * mean);
        return Math.Clamp(noise * noise / Math.Max(variance, 1e-12) * 10, 1e-5, 1);
    }
}
