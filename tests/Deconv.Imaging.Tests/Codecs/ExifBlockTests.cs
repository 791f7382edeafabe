using System.Text;
using Deconv.Imaging.Codecs.Exif;
using Deconv.Imaging.Codecs.Tiff;

namespace Deconv.Imaging.Tests.Codecs;

/// <summary>EXIF of turned and of cropped photographs.</summary>
public class ExifBlockTests
{
    private static readonly Shape Seen = new(30, 20);

    [Fact]
    public void Only_the_orientation_changes_where_nothing_else_is_stated()
    {
        byte[] exif = Blocks.Exif(6),
            expected = Blocks.Exif(1);
        Assert.Equal(expected, ExifBlock.Turned(exif, Seen));
        Assert.Equal(Blocks.Exif(6), exif);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Size_and_resolution_are_those_of_the_turned_pixels(bool little)
    {
        byte[] exif = CameraBlock.Of(little, orientation: 8, new(20, 30));
        Assert.Equal(8, ExifBlock.OrientationOf(exif).Value);
        byte[] turned = ExifBlock.Turned(exif, Seen);
        Assert.Equal(1, ExifBlock.OrientationOf(turned).Value);
        IReadOnlyList<TiffField> fields = TiffBlock.Fields(turned);
        Assert.Equal((150, 300), (Ratio(fields, TiffTags.XResolution), Ratio(fields, TiffTags.YResolution)));
        Assert.Equal(new Shape(30, 20), CameraBlock.SizeIn(turned));
        // What maker notes point to has not moved.
        Assert.Equal(CameraBlock.NoteAt(exif), CameraBlock.NoteAt(turned));
        Assert.True(CameraBlock.NoteAt(turned) > 0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_part_has_no_thumbnail_of_the_whole(bool little)
    {
        byte[] exif = CameraBlock.Of(little, orientation: 1, new(200, 300)),
            part = ExifBlock.Resized(exif, new(12, 70_000));
        Assert.Equal(new Shape(12, 70_000), CameraBlock.SizeIn(part));
        Assert.True(exif.AsSpan().IndexOf(CameraBlock.Thumbnail) > 0);
        Assert.True(part.AsSpan().IndexOf(CameraBlock.Thumbnail) < 0);
        Assert.True(part.Length < exif.Length - CameraBlock.Thumbnail.Length + 2);
        Assert.Equal(CameraBlock.NoteAt(exif), CameraBlock.NoteAt(part));
        // The subject lay at a place of the whole.
        Assert.DoesNotContain(TiffBlock.Fields(part).SelectMany(f => f.Directory ?? []), f => f.Tag == 0x9214);
        Assert.Contains(TiffBlock.Fields(part).SelectMany(f => f.Directory ?? []), f => f.Tag == 0x9207);
    }

    [Fact]
    public void Damaged_blocks_do_no_harm()
    {
        var random = new Random(4);
        byte[] whole = CameraBlock.Of(little: true, orientation: 6, new(20, 30));
        for (int i = 0; i < 5000; i++)
        {
            byte[] damaged = whole[..random.Next(whole.Length + 1)];
            for (int k = random.Next(6); k > 0 && damaged.Length > 0; k--)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            _ = ExifBlock.OrientationOf(damaged);
            Assert.InRange(ExifBlock.Turned(damaged, Seen).Length, 0, damaged.Length);
        }
    }

    [Theory]
    [InlineData(
        "<r tiff:Orientation=\"6\" tiff:ImageWidth=\"30\" tiff:ImageLength=\"20\"/>",
        "<r tiff:Orientation=\"1\" tiff:ImageWidth=\"20\" tiff:ImageLength=\"30\"/>"
    )]
    [InlineData("<tiff:Orientation>8</tiff:Orientation>", "<tiff:Orientation>1</tiff:Orientation>")]
    [InlineData("<exif:PixelXDimension>4000</exif:PixelXDimension>ä", "<exif:PixelXDimension>20</exif:PixelXDimension>ä")]
    [InlineData("<a/><xmp:Thumbnails><rdf:Alt>whole</rdf:Alt></xmp:Thumbnails><b/>", "<a/><b/>")]
    [InlineData("<dc:title>tiff</dc:title>", "<dc:title>tiff</dc:title>")]
    public void XMP_follows(string before, string after) =>
        Assert.Equal(after, Encoding.UTF8.GetString(XmpPacket.Turned(Encoding.UTF8.GetBytes(before), Seen)));

    private static double Ratio(IReadOnlyList<TiffField> fields, int tag) => fields.Single(f => f.Tag == tag).Ratio()!.Value;
}
