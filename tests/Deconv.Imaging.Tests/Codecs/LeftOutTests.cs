using System.Buffers.Binary;
using Deconv.Imaging.Codecs.Exif;
using Deconv.Imaging.Codecs.Jpeg;
using Deconv.Imaging.Codecs.Tiff;

namespace Deconv.Imaging.Tests.Codecs;

/// <summary>What was once lost without a word.</summary>
public class LeftOutTests
{
    [Theory]
    [InlineData("tif", "TIFF does not hold text: left out.")]
    [InlineData("webp", "WebP does not hold text: left out.")]
    [InlineData("ppm", "PNM does not hold text: left out.")]
    [InlineData("jpg", "JPEG does not hold text: left out.")]
    public void Text(string format, string note) =>
        Assert.Equal([note], Notes(new() { Text = [new("Comment", "kept in JPEG"), new("Author", "not kept in JPEG")] }, format));

    [Fact]
    public void A_comment_stays_in_a_JPEG()
    {
        ImageMetadata metadata = new() { Text = [new("Comment", "Grüße"), new("Comment", "two")] };
        Assert.Empty(Notes(metadata, "jpg"));
        Assert.Equal(metadata.Text, Load(Save(metadata, "jpg")).Metadata.Text);
        byte[] latin = [0xFF, 0xD8, 0xFF, 0xFE, 0, 5, (byte)'a', 0xE4, 0, 0xFF, 0xDA, 0, 2];
        Assert.Equal("aä", JpegComments.Of(latin).Single().Value);
    }

    [Theory]
    [InlineData(true, false, "The XMP packet is larger than JPEG holds and was left out.")]
    [InlineData(false, true, "The IPTC block is larger than JPEG holds and was left out.")]
    public void Blocks_larger_than_a_segment(bool xmp, bool iptc, string note)
    {
        ImageMetadata metadata = new() { Xmp = xmp ? new byte[70_000] : null, Iptc = iptc ? new byte[70_000] : null };
        Assert.Equal([note], Notes(metadata, "jpg"));
        ImageMetadata read = Load(Save(metadata, "jpg")).Metadata;
        Assert.Equal((null, null), (read.Xmp, read.Iptc));
    }

    [Fact]
    public void Other_segments_of_a_JPEG()
    {
        byte[] plain = Save(new(), "jpg"),
            more = [.. plain[..2], .. Segment(0xE2, [.. "MPF\0"u8, 1]), .. Segment(0xE7, [1, 2]), .. plain[2..]];
        Assert.Equal(["The JPEG file also holds a segment APP7, further pictures (MPF): left out of results."], Load(more).Warnings);
        Assert.Empty(Load(plain).Warnings);
    }

    [Fact]
    public void Other_chunks_of_a_PNG_and_primaries_that_no_other_format_holds()
    {
        byte[] wide = new byte[32];
        BinaryPrimitives.WriteInt32BigEndian(wide, 31270);
        byte[] file = PngMaker.Make(4, 4, 8, 2, false, (y, x, _) => 50 * (x + y), [("bKGD", new byte[6]), ("cHRM", wide), ("tIME", new byte[7])]);
        using Photograph read = Load(file);
        Assert.Equal(["The PNG chunks bKGD are left out of results."], read.Warnings);
        Assert.Empty(Notes(read.Metadata, "png"));
        Assert.Equal(["WebP does not hold the primaries of the colors: left out."], Notes(read.Metadata, "webp"));
    }

    [Fact]
    public void The_thumbnail_and_odd_fields_of_EXIF_in_a_TIFF()
    {
        Assert.Equal(["The thumbnail of the EXIF block is left out of TIFF."], Notes(new() { Exif = CameraBlock.Of(true, 1, new(9, 9)) }, "tif"));
        byte[] odd = TiffBlock.Exif([TiffField.OfShorts(50341, 1), TiffField.OfShorts(TiffTags.Orientation, 1)]);
        Assert.Equal(["The EXIF fields 50341 are left out of TIFF."], Notes(new() { Exif = odd }, "tif"));
        Assert.Equal(["The EXIF block is damaged and was left out."], Notes(new() { Exif = [1, 2, 3] }, "tif"));
    }

    /// <summary>What a damaged directory of the camera told is lost, the rest is not.</summary>
    [Fact]
    public void Only_the_damaged_directory_of_EXIF()
    {
        byte[] exif = CameraBlock.Of(true, 6, new(9, 9));
        Assert.True(ExifDirectory.TryFirst(exif, out ExifDirectory first));
        first.Set(TiffTags.ExifDirectory, exif.Length - 1);
        IReadOnlyList<TiffField> fields = TiffBlock.Fields(exif);
        Assert.Contains(fields, f => f.Tag == TiffTags.Orientation);
        Assert.DoesNotContain(fields, f => f.Tag == TiffTags.ExifDirectory);
    }

    /// <summary>Every field of the directory names all of the file as its content.</summary>
    [Fact]
    public void Fields_that_lie_over_each_other_take_no_memory()
    {
        const int Fields = 4000;
        var file = new byte[8 + 2 + (Fields * 12) + 4 + 200_000];
        "II*\0"u8.CopyTo(file);
        file[4] = 8;
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(8), Fields);
        for (int i = 0, at = 10; i < Fields; i++, at += 12)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(at), (ushort)(700 + i));
            BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(at + 2), 1);
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at + 4), 200_000);
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at + 8), 8);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = Assert.Throws<ImageFormatException>(() => Load(file)).Message;
        Assert.Contains("over each other", message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000_000);
    }

    private static byte[] Segment(byte marker, byte[] data) => [0xFF, marker, 0, (byte)(data.Length + 2), .. data];

    private static byte[] Save(ImageMetadata metadata, string format)
    {
        using var file = new MemoryStream();
        _ = ImageFile.Save(Picture(metadata), file, format);
        return file.ToArray();
    }

    private static IReadOnlyList<string> Notes(ImageMetadata metadata, string format) =>
        ImageFile.Save(Picture(metadata), new MemoryStream(), format).Warnings;

    private static Photograph Picture(ImageMetadata metadata) => new(new PlanarImage(new(9, 9), 3)) { Metadata = metadata };

    private static Photograph Load(byte[] file) => ImageFile.Load(new MemoryStream(file));
}
