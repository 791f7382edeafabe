namespace Deconv.Imaging;

/// <summary>
/// Metadata of a photograph. Immutable; the byte arrays must not be changed. Everything is null or empty if the file does not contain it.
/// </summary>
public sealed record ImageMetadata
{
    /// <summary>No metadata.</summary>
    public static ImageMetadata None { get; } = new();

    /// <summary>The ICC profile, byte for byte.</summary>
    public byte[]? IccProfile { get; init; }

    /// <summary>
    /// EXIF as a TIFF structure, byte for byte, without the "Exif\0\0" that JPEG puts before it. Of a photograph that was turned when it was read,
    /// orientation and size are those of the upright pixels, and the thumbnail is gone.
    /// </summary>
    public byte[]? Exif { get; init; }

    /// <summary>XMP packet, byte for byte.</summary>
    public byte[]? Xmp { get; init; }

    /// <summary>IPTC-IIM records, byte for byte.</summary>
    public byte[]? Iptc { get; init; }

    /// <summary>Keyword and text pairs in file order, for instance ("Author", "...").</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Text { get; init; } = [];

    /// <summary>Print resolution, if known.</summary>
    public Resolution? Resolution { get; init; }

    /// <summary>Estimated quality setting of a JPEG, 1 to 100; null for other files.</summary>
    public int? JpegQuality { get; init; }

    /// <summary>True for a JPEG that stores color with fewer samples than luminance; null for other files and for gray.</summary>
    public bool? ChromaSubsampled { get; init; }

    /// <summary>True for a WebP that is compressed without loss; a WebP written from it is lossless too.</summary>
    public bool IsLossless { get; init; }

    /// <summary>Blocks that only their codec understands.</summary>
    public IReadOnlyList<OpaqueBlock> Opaque { get; init; } = [];
}
