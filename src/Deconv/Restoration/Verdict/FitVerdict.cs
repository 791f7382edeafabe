namespace Deconv.Restoration.Verdict;

/// <summary>What the residual, the spectrum and the restored image itself say about a restoration.</summary>
public enum FitVerdict
{
    /// <summary>The restored image, blurred again, equals the observed one within its noise.</summary>
    Fits,

    /// <summary>The residual is larger than the noise; <see cref="FitCause"/> gives the likely reason.</summary>
    StructureLeft,

    /// <summary>The spectrum indicates a wider PSF.</summary>
    PsfTooSmall,

    /// <summary>The spectrum indicates a narrower PSF.</summary>
    PsfTooLarge,

    /// <summary>The image is sharper than an image blurred with the PSF could be.</summary>
    NoBlur,

    /// <summary>The residual is smaller than the noise: noise was fitted.</summary>
    OverFitted,

    /// <summary>
    /// The restored image is full of artifacts: stripes, rings or amplified noise. <see cref="FitCause"/> gives the likely reason. The image is
    /// returned, but it is worse than the observed one.
    /// </summary>
    Artifacts,

    /// <summary>
    /// The restored image explains the observed one, but not as a file holds it; <see cref="FitCause"/> tells what the file lost. Only
    /// <see cref="DeconvolutionResult.CheckWithout"/> gives this verdict.
    /// </summary>
    LostInFile,

    /// <summary>Not checked; <see cref="FitCause"/> gives the reason.</summary>
    NotChecked,
}

/// <summary>The reason for a <see cref="FitVerdict"/> that has several.</summary>
public enum FitCause
{
    /// <summary>The verdict has only one possible reason.</summary>
    None,

    /// <summary>λ was given and may smooth more than the noise requires; or the PSF is wrong.</summary>
    StrengthGiven,

    /// <summary>The residual is not white: the PSF looks wrong in size, shape or orientation.</summary>
    PsfWrong,

    /// <summary>The residual is white: the noise was underestimated, or the PSF is not exact.</summary>
    NoiseUnderestimated,

    /// <summary>Noise was amplified: λ or the noise that was given is too small.</summary>
    NoiseAmplified,

    /// <summary>Samples outside the range of the file were clipped.</summary>
    Clipped,

    /// <summary>Samples were rounded to fewer bits than those of the observed image.</summary>
    Rounded,

    /// <summary>Too few samples cover the whole PSF.</summary>
    SmallImage,

    /// <summary>The run was canceled.</summary>
    Canceled,
}
