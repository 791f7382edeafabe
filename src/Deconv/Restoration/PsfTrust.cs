namespace Deconv.Restoration;

/// <summary>How exactly the PSF is known; what is not known is not fitted.</summary>
public enum PsfTrust
{
    /// <summary>Measured or drawn: transfer function off by about 1.6 %.</summary>
    Calibrated,

    /// <summary>The very PSF the image was blurred with: simulations.</summary>
    Exact,

    /// <summary>Estimated from the image: off by about 4 %.</summary>
    Estimated,
}
