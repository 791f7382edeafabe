using Deconv.Imaging.Codecs;

namespace Deconv.Imaging;

/// <summary>How to read a photograph.</summary>
public sealed record LoadOptions
{
    private readonly IReadOnlyList<IImageCodec>? _codecs;

    /// <summary>All defaults.</summary>
    public static LoadOptions Default { get; } = new();

    /// <summary>
    /// The curve of the samples; null (the default): from the color tags of the file, otherwise linear for float formats, otherwise sRGB.
    /// </summary>
    public TransferFunction? Transfer { get; init; }

    /// <summary>Largest image accepted, in pixels; default 400 million. Checked before any memory is allocated for pixels.</summary>
    public long MaxPixels { get; init; } = 400_000_000;

    /// <summary>
    /// Replacement for float samples that are NaN or infinite, for instance 0 for the blank pixels of telescopes; a warning gives their number. Null
    /// (the default): they are <see cref="Photograph.Missing"/>.
    /// </summary>
    public float? ReplaceNotFinite { get; init; }

    /// <summary>The codecs to try, first match wins; default <see cref="ImageCodecs.All"/>.</summary>
    public IReadOnlyList<IImageCodec> Codecs
    {
        get => _codecs ?? ImageCodecs.All;
        init => _codecs = value;
    }
}
