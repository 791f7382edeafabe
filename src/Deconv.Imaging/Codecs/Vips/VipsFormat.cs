using NetVips;

namespace Deconv.Imaging.Codecs.Vips;

/// <summary>The properties of one libvips format.</summary>
/// <param name="Name">Display name.</param>
/// <param name="Extensions">In lower case without the dot, the usual one first.</param>
/// <param name="Recognizes">Whether a file that starts with these bytes is of this format.</param>
internal sealed record VipsFormat(string Name, string[] Extensions, VipsFormat.Signature Recognizes)
{
    public delegate bool Signature(ReadOnlySpan<byte> head);

    /// <summary>The libvips operation that reads it: from memory if its name ends with "_buffer", otherwise from a file.</summary>
    public required string Loader { get; init; }

    /// <summary>The libvips class that contains the loader; only such classes are enabled.</summary>
    public required string LoaderClass { get; init; }

    /// <summary>A small file that must be readable, where the existence of the loader does not tell whether the format is supported.</summary>
    public byte[]? Probe { get; init; }

    /// <summary>How to write it; null if it is only read.</summary>
    public VipsSaver? Saver { get; init; }

    public SampleDepth[] Depths { get; init; } = [];

    public bool HoldsAlpha { get; init; }

    /// <summary>Reads the metadata; the default takes what libvips offers.</summary>
    public Func<Image, byte[], ImageMetadata> Metadata { get; init; } = static (image, _) => VipsMetadata.Read(image);

    /// <summary>What of the file is not read; one sentence each.</summary>
    public Func<byte[], IEnumerable<string>> LeftOut { get; init; } = static _ => [];

    /// <summary>True if the samples are premultiplied by alpha.</summary>
    public bool Premultiplied { get; init; }
}
