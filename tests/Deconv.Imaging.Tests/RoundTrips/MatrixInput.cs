using Deconv.Imaging.Tests.Codecs;

namespace Deconv.Imaging.Tests.RoundTrips;

/// <summary>A file of one format and depth with everything that the format holds, stored on its side.</summary>
/// <param name="Format">Name of the codec.</param>
/// <param name="Depth">Depth of its samples.</param>
/// <param name="Holds">Letters of what it holds.</param>
internal sealed record MatrixInput(string Format, SampleDepth Depth, string Holds)
{
    private const int OnItsSide = 6;

    public static Shape Seen { get; } = new(16, 24);

    public static IReadOnlyList<MatrixInput> All { get; } =
    [
        new("JPEG", SampleDepth.UInt8, "ODEGXIPRT"),
        new("WebP", SampleDepth.UInt8, "ODEGXP"),
        new("AVIF", SampleDepth.UInt8, "ODEGXP"),
        new("GIF", SampleDepth.UInt8, "O"),
        new("PNG", SampleDepth.UInt8, "ODEGXPRT"),
        new("PNG", SampleDepth.UInt16, "ODEGXPRT"),
        new("TIFF", SampleDepth.UInt8, "ODEGXIPR"),
        new("TIFF", SampleDepth.UInt16, "ODEGXIPR"),
        new("TIFF", SampleDepth.Float32, "ODEGXIPR"),
        new("FITS", SampleDepth.UInt8, "OF"),
        new("FITS", SampleDepth.UInt16, "OF"),
        new("FITS", SampleDepth.Float32, "OF"),
        new("PFM", SampleDepth.Float32, "O"),
        new("PNM", SampleDepth.UInt8, "O"),
        new("PNM", SampleDepth.UInt16, "O"),
        new("PAM", SampleDepth.UInt8, "O"),
        new("PAM", SampleDepth.UInt16, "O"),
    ];

    /// <summary>The file.</summary>
    public byte[] File()
    {
        // Without EXIF there is no orientation, and libvips turns pictures of AVIF by another field of that format.
        bool turned = Holds.Contains('E') && Format != "AVIF";
        int orientation = turned ? OnItsSide : 1;
        using PlanarImage seen = Picture();
        using var photograph = new Photograph(StoredPicture.Of(seen, orientation)) { Depth = Depth, Metadata = KeptKind.Everything(orientation) };
        if (Format is "AVIF" or "GIF")
            return VipsOracle.Encode(photograph, Format);
        using var file = new MemoryStream();
        ImageFile.Save(photograph, file, Format, new SaveOptions { Quality = 95 });
        return file.ToArray();
    }

    private static PlanarImage Picture()
    {
        var picture = new PlanarImage(Seen, 3);
        for (int plane = 0; plane < 3; plane++)
        for (int i = 0; i < Seen.Count; i++)
            picture[plane][i] = i / Seen.Width < 8 && i % Seen.Width < 8 ? 0.01f : 0.5f;
        return picture;
    }
}
