using Deconv.Imaging.Codecs;

namespace Deconv.Imaging;

/// <summary>How to read a picture.</summary>
public sealed record LoadOptions
{
    private readonly IReadOnlyList<IImageCodec>? _codecs;

    /// <summary>All defaults.</summary>
    public static LoadOptions Default { get; } = new();

    /// <summary>
    /// The curve of the samples; null (the default) decides from the file: its color tags, else linear for float formats, else sRGB.
    /// </summary>
    public TransferFunction? Transfer { get; init; }

    /// <summary>Largest picture accepted, in pixels; default 400 million. Checked before any memory is taken for pixels.</summary>
    public long MaxPixels { get; init; } = 400_000_000;

    /// <summary>
    /// What float samples that are NaN or infinite become, with a warning that counts them, for instance 0 for the blank pixels of telescopes;
    /// null (the default) refuses the file.
    /// </summary>
    public float? ReplaceNotFinite { get; init; }

    /// <summary>The codecs to try, first match wins; default <see cref="ImageCodecs.All"/>.</summary>
    public IReadOnlyList<IImageCodec> Codecs
    {
        get => _codecs ?? ImageCodecs.All;
        init => _codecs = value;
    }
}
