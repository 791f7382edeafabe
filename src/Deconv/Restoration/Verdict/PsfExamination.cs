namespace Deconv.Restoration.Verdict;

/// <summary>Which PSF explains an image.</summary>
/// <param name="Trials">The PSFs that were tried; the given one first.</param>
/// <param name="Verdict">Which of them explains the image best.</param>
public sealed record PsfExamination(IReadOnlyList<PsfTrial> Trials, PsfVerdict Verdict);

/// <summary>One PSF that was tried on an image.</summary>
/// <param name="Kind">How it was derived from the given one.</param>
/// <param name="SpectrumCost">Misfit of the power spectrum per frequency; smaller is better. Sensitive to size, not to orientation.</param>
/// <param name="Objective">Objective of a restoration per sample over the noise variance; smaller is better. Sensitive to orientation; NaN when not
/// tried.</param>
public sealed record PsfTrial(PsfTrialKind Kind, double SpectrumCost, double Objective);

/// <summary>How a PSF is changed for a trial.</summary>
public enum PsfTrialKind
{
    /// <summary>As given.</summary>
    AsGiven,

    /// <summary>Rotated by 180 degrees.</summary>
    Flipped,

    /// <summary>Wider by up to three pixels; the best of them.</summary>
    Wider,

    /// <summary>Narrower by up to two and a half pixels; the best of them.</summary>
    Narrower,

    /// <summary>No blur.</summary>
    None,
}

/// <summary>What an image says about a PSF.</summary>
public enum PsfVerdict
{
    /// <summary>It explains the image better than its flip and other sizes.</summary>
    Right,

    /// <summary>Its flip explains the image better: it was made for correlation.</summary>
    Flipped,

    /// <summary>A wider one explains the image better.</summary>
    PsfTooSmall,

    /// <summary>A narrower one explains the image better.</summary>
    PsfTooLarge,

    /// <summary>No blur explains the image better.</summary>
    NoBlur,
}
