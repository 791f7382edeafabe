namespace Deconv.Restoration.Verdict;

/// <summary>What the residual and the spectrum say about an answer.</summary>
public enum FitVerdict
{
    /// <summary>Blurred again, the answer explains the image to within its noise.</summary>
    Fits,

    /// <summary>The residual is larger than the noise; <see cref="FitCause"/> tells the likely reason.</summary>
    StructureLeft,

    /// <summary>The spectrum asks for a wider PSF.</summary>
    PsfTooSmall,

    /// <summary>The spectrum asks for a narrower PSF.</summary>
    PsfTooLarge,

    /// <summary>The image is sharper than the PSF would leave it.</summary>
    NoBlur,

    /// <summary>The residual is smaller than the noise: grain was fitted.</summary>
    OverFitted,

    /// <summary>Not checked; <see cref="FitCause"/> tells why.</summary>
    NotChecked,
}

/// <summary>The reason for a <see cref="FitVerdict"/> that has several.</summary>
public enum FitCause
{
    /// <summary>The verdict has one reason only.</summary>
    None,

    /// <summary>λ was given and may smooth more than the noise asks for; or the PSF is wrong.</summary>
    StrengthGiven,

    /// <summary>The residual is not white: the PSF looks wrong in size, shape or orientation.</summary>
    PsfWrong,

    /// <summary>The residual is white: the noise is larger than it was taken for, or the PSF is not exact.</summary>
    NoiseUnderestimated,

    /// <summary>Too few samples show a whole PSF.</summary>
    SmallImage,

    /// <summary>The run was canceled.</summary>
    Canceled,
}
