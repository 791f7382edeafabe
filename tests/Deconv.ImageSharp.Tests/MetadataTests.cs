using System.Buffers.Binary;
using System.Text;
using Deconv.Imaging;
using Deconv.Psfs;
using Deconv.Restoration;

namespace Deconv.ImageSharp.Tests;

public class MetadataTests
{
    private static readonly byte[] Exif = [.. "II*\0"u8, 8, 0, 0, 0, 1, 0, 0x3B, 1, 2, 0, 4, 0, 0, 0, .. "abc\0"u8, 0, 0, 0, 0];
    private static readonly byte[] Xmp = Encoding.UTF8.GetBytes("<x:xmpmeta xmlns:x='adobe:ns:meta/'/>");

    private static Photograph Photo(PlanarImage light) =>
        new(light.Clone())
        {
            Metadata = new Imaging.ImageMetadata
            {
                Exif = Exif,
                Xmp = Xmp,
                IccProfile = MinimalProfile(),
                JpegQuality = 88,
                Resolution = new Resolution(300 / 0.0254, 150 / 0.0254),
            },
        };

    [Theory]
    [InlineData("jpg")]
    [InlineData("webp")]
    [InlineData("bmp")]
    public void What_a_format_holds_survives(string format)
    {
        using PlanarImage light = Pictures.Blurred(64, 48, Psf.Disk(3), out _);
        using Photograph photo = Photo(light),
            back = Coding.Decode(Coding.Encode(photo, format, Coding.Writing with { Quality = null }));
        Imaging.ImageMetadata metadata = back.Metadata;
        Assert.Equal(format == "jpg" ? MinimalProfile() : null, metadata.IccProfile);
        Assert.Equal(format is "jpg" or "webp" ? Exif : null, metadata.Exif);
        Assert.Equal(format == "bmp" ? null : Xmp, metadata.Xmp);
        if (format == "jpg")
            Assert.Equal(88, metadata.JpegQuality);
        if (format == "webp")
            Assert.Null(metadata.Resolution);
        else
        {
            // BMP counts dots per meter.
            Assert.Equal(300 / 0.0254, metadata.Resolution!.Value.X, 1.0);
            Assert.Equal(150 / 0.0254, metadata.Resolution!.Value.Y, 1.0);
        }

        for (int i = 0; i < light[0].Length; i++)
            Assert.Equal(light[1][i], back.Color[1][i], 0.1);
        using Photograph stripped = Coding.Decode(Coding.Encode(photo, format, Coding.Writing with { StripMetadata = true }));
        Assert.Equal((null, null, null), (stripped.Metadata.Exif, stripped.Metadata.Xmp, stripped.Metadata.Resolution));
        Assert.Equal(metadata.IccProfile, stripped.Metadata.IccProfile);
    }

    [Theory]
    [InlineData("jpg", "JPEG does not hold IPTC: left out.")]
    [InlineData("webp", "WebP does not hold IPTC, the resolution: left out.")]
    [InlineData("bmp", "BMP does not hold EXIF, XMP, IPTC: left out.")]
    public void What_a_format_does_not_hold_is_named(string format, string note)
    {
        using PlanarImage light = Pictures.Blurred(20, 20, Psf.Disk(3), out _);
        using Photograph photo = Photo(light);
        using Photograph more = new(light.Clone()) { Metadata = photo.Metadata with { Iptc = [0x1C, 2, 120, 0, 1, 65] } };
        using var file = new MemoryStream();
        Assert.Contains(note, ImageFile.Save(more, file, format, Coding.Writing).Warnings);
    }

    /// <summary>ImageSharp keeps the profiles of a TIFF file with its frame, not with the image.</summary>
    [Fact]
    public void The_profile_of_a_TIFF_is_found_and_kept()
    {
        using PlanarImage blurred = Pictures.Blurred(40, 40, Psf.Disk(3), out _);
        using Photograph photo = Photo(blurred);
        using var file = new MemoryStream();
        ImageFile.Save(photo, file, "tif", new() { Depth = SampleDepth.UInt16 });
        file.Position = 0;
        using Image<Rgb48> image = Image.Load<Rgb48>(file);
        Assert.Null(image.Metadata.IccProfile);
        using Photograph light = image.ToPhotograph();
        Assert.Equal(2.2, Math.Log(light.Transfer.ToLinear(0.5)) / Math.Log(0.5), 0.01);
        image.Mutate(c => c.Deconvolve(Psf.Gaussian(1), new() { Restoration = new() { Effort = Effort.Fast } }));
        Assert.Equal(MinimalProfile(), image.Frames.RootFrame.Metadata.IccProfile!.ToByteArray());
        Assert.Equal(Xmp, image.Frames.RootFrame.Metadata.XmpProfile!.ToByteArray());
    }

    /// <summary>Version, class, color space and signature; a gray curve of gamma 2.2.</summary>
    private static byte[] MinimalProfile()
    {
        byte[] icc = new byte[160];
        BinaryPrimitives.WriteInt32BigEndian(icc, icc.Length);
        icc[8] = 2;
        "mntrRGB XYZ "u8.CopyTo(icc.AsSpan(12));
        "acsp"u8.CopyTo(icc.AsSpan(36));
        icc[131] = 1;
        "kTRC"u8.CopyTo(icc.AsSpan(132));
        (icc[139], icc[143]) = (144, 14);
        "curv"u8.CopyTo(icc.AsSpan(144));
        (icc[155], icc[156], icc[157]) = (1, 2, 51);
        return icc;
    }
}
