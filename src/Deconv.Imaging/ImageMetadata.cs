namespace Deconv.Imaging;

/// <summary>
/// What a file says about its picture. Immutable; the byte arrays are not to be changed. Everything is null or empty where the file says nothing.
/// </summary>
public sealed record ImageMetadata
{
    /// <summary>Metadata of a picture that has none.</summary>
    public static ImageMetadata None { get; } = new();

    /// <summary>The ICC profile, byte for byte.</summary>
    public byte[]? IccProfile { get; init; }

    /// <summary>EXIF as a TIFF structure, byte for byte, without the "Exif\0\0" that JPEG puts before it. Its orientation is not applied.</summary>
    public byte[]? Exif { get; init; }

    /// <summary>XMP packet, byte for byte.</summary>
    public byte[]? Xmp { get; init; }

    /// <summary>Keyword and text pairs in file order, for instance ("Author", "...").</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Text { get; init; } = [];

    /// <summary>Print size, if known.</summary>
    public Resolution? Resolution { get; init; }

    /// <summary>Estimate of the quality setting, 1 to 100, that a JPEG was written with.</summary>
    public int? JpegQuality { get; init; }

    /// <summary>Parts that only their codec understands.</summary>
    public IReadOnlyList<OpaqueBlock> Opaque { get; init; } = [];
}
