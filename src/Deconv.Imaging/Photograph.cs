using Deconv.Imaging.Codecs;

namespace Deconv.Imaging;

/// <summary>
/// A photograph in linear light, with everything needed to write it back in its original form: planes, alpha, depth, curve, metadata.
/// Owns its planes; dispose it when done.
/// </summary>
public sealed class Photograph : IDisposable
{
    /// <summary>Creates a photograph that takes ownership of the given planes.</summary>
    /// <param name="color">1 plane (gray) or 3 (red, green, blue), linear light, already multiplied by alpha where there is alpha.</param>
    /// <param name="alpha">Null, or 1 plane of the same shape, 0 (transparent) to 1 (opaque).</param>
    /// <exception cref="ArgumentException">Another number of planes, or shapes that differ.</exception>
    public Photograph(PlanarImage color, PlanarImage? alpha = null)
    {
        ArgumentNullException.ThrowIfNull(color);
        if (color.Count is not (1 or 3))
            throw new ArgumentException($"A photograph has 1 or 3 color planes, not {color.Count}.", nameof(color));
        if (alpha is not null && (alpha.Count != 1 || alpha.Shape != color.Shape))
            throw new ArgumentException(
                $"Alpha must be 1 plane of {color.Shape} samples, not {alpha.Count} of {alpha.Shape}. Crop or scale it like the color.",
                nameof(alpha)
            );
        (Color, Alpha) = (color, alpha);
    }

    /// <summary>1 or 3 planes of linear light, 1.0 = white, premultiplied: under alpha 0 the color is 0, so it cannot tint its neighbors.</summary>
    public PlanarImage Color { get; }

    /// <summary>1 plane of linear opacity, 0..1, or null for an opaque photograph.</summary>
    public PlanarImage? Alpha { get; }

    /// <summary>
    /// The samples that the file does not hold (NaN): an image of the planes of <see cref="Color"/>, 1 where a sample is missing and 0 elsewhere;
    /// null if none is. Color is filled in there from the surroundings; a restoration gives these samples no weight, and files of floats get NaN.
    /// Owned by the photograph.
    /// </summary>
    /// <exception cref="ArgumentException">Another shape or number of planes.</exception>
    public PlanarImage? Missing
    {
        get;
        init =>
            field =
                value is null || (value.Shape == Shape && value.Count == Color.Count)
                    ? value
                    : throw new ArgumentException(
                        $"Missing must have {Color.Count} planes of {Shape} samples, as the color, not {value.Count} of {value.Shape}.",
                        nameof(value)
                    );
    }

    /// <summary>Rows and pixels per row.</summary>
    public Shape Shape => Color.Shape;

    /// <summary>Sample depth of the file it was loaded from; default 8 bits.</summary>
    public SampleDepth Depth { get; init; }

    /// <summary>The curve that was undone when loading and is applied again when saving; default sRGB.</summary>
    public TransferFunction Transfer { get; init; }

    /// <summary>The curve and its origin, for display: "sRGB (assumed)", "linear (float format)", "gamma 2.2 (gAMA chunk)".</summary>
    public string TransferText { get; init; } = "sRGB (assumed)";

    /// <summary>ICC profile, EXIF, XMP, text and the like.</summary>
    public ImageMetadata Metadata { get; init; } = ImageMetadata.None;

    /// <summary>Name of the format it was loaded from, for instance "PNG"; empty for a photograph created in memory.</summary>
    public string Format { get; init; } = "";

    /// <summary>What the reader had to omit or assume; one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>
    /// The same photograph with other color planes, which the result takes ownership of; alpha and what is missing are copied, so both photographs
    /// must be disposed.
    /// </summary>
    /// <param name="color">1 or 3 planes, linear light, premultiplied if there is alpha; of this shape if there is alpha.</param>
    /// <exception cref="ArgumentException">Another number of planes, or alpha of another shape; in that case pass alpha too.</exception>
    public Photograph With(PlanarImage color) => With(color, Alpha?.Clone(), Metadata, Missing?.Clone());

    /// <summary>
    /// The same photograph with other color and alpha planes, which the result takes ownership of; for crops. Of another shape, its EXIF block and
    /// XMP packet state that size and hold no thumbnail. No sample of it is missing.
    /// </summary>
    /// <inheritdoc cref="Photograph(PlanarImage, PlanarImage?)"/>
    public Photograph With(PlanarImage color, PlanarImage? alpha)
    {
        ArgumentNullException.ThrowIfNull(color);
        return With(color, alpha, color.Shape == Shape ? Metadata : PartMetadata.Resized(Metadata, color.Shape), null);
    }

    /// <summary>The same with other metadata and missing samples.</summary>
    internal Photograph With(PlanarImage color, PlanarImage? alpha, ImageMetadata metadata, PlanarImage? missing) =>
        new(color, alpha)
        {
            Missing = missing,
            Depth = Depth,
            Transfer = Transfer,
            TransferText = TransferText,
            Metadata = metadata,
            Format = Format,
            Warnings = Warnings,
        };

    /// <summary>Returns the storage of all planes to the pool.</summary>
    public void Dispose()
    {
        Color.Dispose();
        Alpha?.Dispose();
        Missing?.Dispose();
    }
}
