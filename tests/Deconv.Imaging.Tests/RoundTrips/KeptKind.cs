using System.Text;
using Deconv.Imaging.Codecs.Exif;
using Deconv.Imaging.Codecs.Fits;
using Deconv.Imaging.Codecs.Tiff;

namespace Deconv.Imaging.Tests.RoundTrips;

/// <summary>One kind of thing that a file can hold besides its pixels.</summary>
/// <param name="Letter">For the table.</param>
/// <param name="Name">For its legend.</param>
/// <param name="Word">What a note calls it.</param>
/// <param name="In">Its content in a photograph that was read; null if there is none.</param>
internal sealed record KeptKind(char Letter, string Name, string Word, Func<Photograph, string?> In)
{
    private const int Make = 271,
        Latitude = 2;

    public static IReadOnlyList<KeptKind> All { get; } =
    [
        new('O', "orientation", "orientation", Upright),
        new('D', "description", "EXIF", p => Field(p, TiffTags.Description)),
        new('E', "EXIF of the camera", "EXIF", p => Field(p, Make) is { } make ? make + Below(p, TiffTags.ExifDirectory) : null),
        new('G', "GPS", "EXIF", p => Below(p, TiffTags.GpsDirectory)),
        new('X', "XMP", "XMP", p => Bytes(p.Metadata.Xmp)),
        new('I', "IPTC", "IPTC", p => Bytes(p.Metadata.Iptc)),
        new('P', "ICC profile", "ICC profile", p => Bytes(p.Metadata.IccProfile)),
        new('R', "resolution", "resolution", p => p.Metadata.Resolution is { } r ? $"{r.X / 10:F0} {r.Y / 10:F0}" : null),
        new('T', "comment", "text", p => p.Metadata.Text.FirstOrDefault(t => t.Key == "Comment").Value),
        new('F', "FITS header", "FITS header", p => FitsCards.Kept(p.Metadata).FirstOrDefault(c => c.StartsWith("OBJECT", StringComparison.Ordinal))),
    ];

    /// <summary>Everything at once: the metadata of a picture that is stored with an orientation.</summary>
    public static ImageMetadata Everything(int orientation)
    {
        TiffField exposure = new(33434, 5, 1, [1, 0, 0, 0, 250, 0, 0, 0], Little: true),
            latitude = new(Latitude, 5, 3, [.. Enumerable.Range(1, 24).Select(i => (byte)i)], Little: true);
        return new()
        {
            Exif = TiffBlock.Exif([
                Text(TiffTags.Description, "Roll 12, frame 3"),
                Text(Make, "Maker of the test"),
                TiffField.OfShorts(TiffTags.Orientation, orientation),
                new TiffField(TiffTags.ExifDirectory, 4, 1, [], Little: true) { Directory = [exposure] },
                new TiffField(TiffTags.GpsDirectory, 4, 1, [], Little: true) { Directory = [latitude] },
            ]),
            Xmp = [.. "<x:xmpmeta xmlns:x='adobe:ns:meta/'/>"u8],
            Iptc = [0x1C, 2, 120, 0, 6, .. "forest"u8],
            IccProfile = Blocks.Icc(2.2),
            Resolution = new Resolution(300 / 0.0254, 150 / 0.0254),
            Text = [new("Comment", "Grüße")],
            Opaque = [FitsCards.Keep(["OBJECT  = 'M 31    '".PadRight(80)])],
        };
    }

    private static TiffField Text(int tag, string text) => new(tag, 2, text.Length + 1, [.. Encoding.ASCII.GetBytes(text), 0], Little: true);

    // The picture has a dark corner.
    private static string? Upright(Photograph photograph) =>
        photograph.Shape == MatrixInput.Seen && photograph.Color[0][0] < photograph.Color[0][^1] / 2 && Turn(photograph) == 1 ? "upright" : null;

    private static int Turn(Photograph photograph) => photograph.Metadata.Exif is { } exif ? ExifBlock.OrientationOf(exif).Value : 1;

    private static string? Bytes(byte[]? data) => data is null ? null : Convert.ToHexString(data);

    private static string? Field(Photograph photograph, int tag) => Bytes(Fields(photograph).FirstOrDefault(f => f.Tag == tag)?.Data);

    private static string? Below(Photograph photograph, int tag) =>
        Bytes(Fields(photograph).FirstOrDefault(f => f.Tag == tag)?.Directory?.FirstOrDefault(f => f.Tag is 33434 or Latitude)?.Data);

    private static IReadOnlyList<TiffField> Fields(Photograph photograph) => photograph.Metadata.Exif is { } exif ? TiffBlock.Fields(exif) : [];
}
