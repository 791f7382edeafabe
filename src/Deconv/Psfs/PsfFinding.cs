namespace Deconv.Psfs;

/// <summary>A finding about a PSF.</summary>
/// <param name="Flaw">The flaw that was found.</param>
/// <param name="Value">Its magnitude, in the unit that <see cref="PsfFlaw"/> states; NaN where there is none.</param>
public sealed record PsfFinding(PsfFlaw Flaw, double Value);

/// <summary>Common flaws of PSFs.</summary>
public enum PsfFlaw
{
    /// <summary>The center of mass lies this many pixels off the origin: a restored image moves by that much in the opposite direction.</summary>
    OffCenter,

    /// <summary>Negative samples hold this fraction of the mass; light cannot be negative.</summary>
    NegativeLobes,

    /// <summary>The smallest sample is this fraction of the largest: a background was left in, which makes a restored image hazy.</summary>
    Background,

    /// <summary>This fraction of the mass lies on the border: the PSF looks cut off.</summary>
    CutOff,

    /// <summary>The blur has this rms radius in pixels: there is almost nothing to remove.</summary>
    AlmostDelta,

    /// <summary>A side is even, so there is no middle sample; the origin is half a pixel above and left of the middle unless it is given.</summary>
    EvenSize,
}
