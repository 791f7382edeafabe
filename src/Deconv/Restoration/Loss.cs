namespace Deconv.Restoration;

/// <summary>How the noise depends on the light.</summary>
public enum Loss
{
    /// <summary>Gaussian noise of constant variance.</summary>
    Gauss,

    /// <summary>Counts of photons: the variance is proportional to the light.</summary>
    Poisson,
}
