namespace Deconv.Restoration;

/// <summary>Work spent on an image.</summary>
public enum Effort
{
    /// <summary>20 steps: all of the quality but 0.05 dB.</summary>
    Balanced,

    /// <summary>10 steps: half the time for 0.1 to 0.3 dB.</summary>
    Fast,

    /// <summary>
    /// Balanced, then 6 steps with a patch prior on the luminance: 0.3 dB more where the noise is at least 0.3 % and the PSF not estimated; elsewhere
    /// the same as balanced, and <see cref="ResolvedParameters.PatchObstacle"/> says why.
    /// </summary>
    Best,

    /// <summary>
    /// Best for an image of at most 1.5 megapixels whose compression hides noise (<see cref="DeconvolutionOptions.NoiseFloor"/>
    /// above 0): 0.2 to 0.4 dB there, for some ten times the time of balanced; otherwise balanced.
    /// </summary>
    Auto,
}
