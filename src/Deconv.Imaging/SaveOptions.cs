using Deconv.Imaging.Codecs;

namespace Deconv.Imaging;

/// <summary>How to write a picture.</summary>
public sealed record SaveOptions
{
    private readonly IReadOnlyList<IImageCodec>? _codecs;

    /// <summary>All defaults.</summary>
    public static SaveOptions Default { get; } = new();

    /// <summary>
    /// Sample depth of the file; null (the default) keeps that of the photograph, or the nearest one the format holds, with a warning.
    /// A depth asked for here that the format cannot hold is an <see cref="OutputException"/>.
    /// </summary>
    public SampleDepth? Depth { get; init; }

    /// <summary>The curve to encode with; null (the default) decides, see <see cref="ImageFile.Save(Photograph, string, SaveOptions?)"/>.</summary>
    public TransferFunction? Transfer { get; init; }

    /// <summary>What becomes of samples outside 0..1; default <see cref="RangePolicy.Clip"/>.</summary>
    public RangePolicy Range { get; init; } = RangePolicy.Clip;

    /// <summary>
    /// 1 to 100 for lossy formats, larger = better; null (the default) takes that of the input JPEG, else 95. Other formats ignore it.
    /// </summary>
    public int? Quality { get; init; }

    /// <summary>Replace an existing file; default false, which makes it an <see cref="OutputException"/>.</summary>
    public bool Overwrite { get; init; }

    /// <summary>Leave out EXIF, XMP, text and resolution. What gives the numbers their color (ICC profile, gamma) stays. Default false.</summary>
    public bool StripMetadata { get; init; }

    /// <summary>The codecs to choose from by extension; default <see cref="ImageCodecs.All"/>.</summary>
    public IReadOnlyList<IImageCodec> Codecs
    {
        get => _codecs ?? ImageCodecs.All;
        init => _codecs = value;
    }
}
