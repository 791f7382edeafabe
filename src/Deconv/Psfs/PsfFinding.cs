namespace Deconv.Psfs;

/// <summary>Something about a PSF worth knowing.</summary>
/// <param name="Flaw">What was seen.</param>
/// <param name="Value">How much of it; the unit is that of the flaw. NaN where there is no number.</param>
public sealed record PsfFinding(PsfFlaw Flaw, double Value);

/// <summary>What goes wrong with PSFs.</summary>
public enum PsfFlaw
{
    /// <summary>The center of mass lies off the origin, by this many pixels: a restored image moves by as much the other way.</summary>
    OffCenter,

    /// <summary>Negative samples hold this share of the mass; light cannot be negative.</summary>
    NegativeLobes,

    /// <summary>The smallest sample is this share of the largest: a background that was left in, which turns a restored image hazy.</summary>
    Background,

    /// <summary>This share of the mass lies on the border: the PSF looks cut off.</summary>
    CutOff,

    /// <summary>The blur has this rms radius in pixels: there is next to nothing to remove.</summary>
    AlmostDelta,

    /// <summary>A side is even, so no sample is the middle; the one half a pixel up and left of it is taken unless the origin is stated.</summary>
    EvenSize,
}
