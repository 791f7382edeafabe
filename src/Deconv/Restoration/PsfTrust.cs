namespace Deconv.Restoration;

/// <summary>How exactly the PSF is known. Frequencies at which it is not known are given less weight.</summary>
public enum PsfTrust
{
    /// <summary>Measured or drawn: transfer function off by about 1.6 %.</summary>
    Calibrated,

    /// <summary>Exactly the PSF the image was blurred with, as in simulations.</summary>
    Exact,

    /// <summary>Estimated from the image: off by about 4 %.</summary>
    Estimated,
}
