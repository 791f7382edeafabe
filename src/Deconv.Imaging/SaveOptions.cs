using Deconv.Imaging.Codecs;

namespace Deconv.Imaging;

/// <summary>How to write a photograph.</summary>
public sealed record SaveOptions
{
    private readonly IReadOnlyList<IImageCodec>? _codecs;

    /// <summary>All defaults.</summary>
    public static SaveOptions Default { get; } = new();

    /// <summary>
    /// Sample depth of the file; null (the default) keeps that of the photograph, or the nearest one the format supports, with a warning. An explicit
    /// depth that the format does not support throws an <see cref="OutputException"/>.
    /// </summary>
    public SampleDepth? Depth { get; init; }

    /// <summary>The curve to encode with; null (the default): see <see cref="ImageFile.Save(Photograph, string, SaveOptions?)"/>.</summary>
    public TransferFunction? Transfer { get; init; }

    /// <summary>
    /// How samples outside 0..1 are handled; null (the default): <see cref="RangePolicy.Preserve"/> in files of floats, whose samples keep their own
    /// unit, and <see cref="RangePolicy.Clip"/> in files of integers.
    /// </summary>
    public RangePolicy? Range { get; init; }

    /// <summary>How samples outside 0..1 are handled in a file of a depth.</summary>
    internal RangePolicy RangeFor(SampleDepth depth) => Range ?? (depth == SampleDepth.Float32 ? RangePolicy.Preserve : RangePolicy.Clip);

    /// <summary>
    /// Quality of lossy formats, 1 to 100, larger is better; null (the default): that of the input JPEG, otherwise 95. A WebP of quality 100 is
    /// lossless, and with null so is one whose input was a lossless WebP. Other formats ignore it.
    /// </summary>
    public int? Quality { get; init; }

    /// <summary>Whether to replace an existing file; if false (the default), an existing file throws an <see cref="OutputException"/>.</summary>
    public bool Overwrite { get; init; }

    /// <summary>Whether to omit EXIF, XMP, IPTC, text and resolution. Color information (ICC profile, gamma) is kept. Default false.</summary>
    public bool StripMetadata { get; init; }

    /// <summary>The codecs to choose from by extension; default <see cref="ImageCodecs.All"/>.</summary>
    public IReadOnlyList<IImageCodec> Codecs
    {
        get => _codecs ?? ImageCodecs.All;
        init => _codecs = value;
    }
}
