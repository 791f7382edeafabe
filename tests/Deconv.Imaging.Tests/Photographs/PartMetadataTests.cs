using Deconv.Psfs;

namespace Deconv.Imaging.Tests.Photographs;

/// <summary>The metadata of a part of a photograph is about the part.</summary>
public class PartMetadataTests
{
    private static readonly Shape Whole = new(40, 60);

    [Theory]
    [InlineData("jpg", null)]
    [InlineData("png", null)]
    [InlineData("webp", null)]
    [InlineData("jpg", 8)]
    public void A_region_states_its_size_and_shows_nothing_else(string format, int? margin)
    {
        using Photograph photograph = Photograph(format);
        Assert.True(photograph.Metadata.Exif.AsSpan().IndexOf(CameraBlock.Thumbnail) > 0);
        using PhotographRestoration part = PhotographRestorer.Deblur(
            photograph,
            Psf.Gaussian(1),
            new() { Region = new(4, 6, new(20, 30)), Margin = margin }
        );
        AssertPart(part.Photograph, new(20, 30), format);
    }

    [Fact]
    public void So_does_a_photograph_with_other_planes()
    {
        using Photograph photograph = Photograph("png");
        using Photograph part = photograph.With(photograph.Color.Crop(4, 6, new(20, 30)), null);
        AssertPart(part, new(20, 30), "png");
    }

    [Fact]
    public void The_whole_keeps_every_byte()
    {
        using Photograph photograph = Photograph("jpg");
        using PhotographRestoration whole = PhotographRestorer.Deblur(photograph, Psf.Gaussian(1), new() { Region = new(0, 0, Whole) });
        Assert.Equal(CameraBlock.Of(little: true, 1, Whole), whole.Photograph.Metadata.Exif);
    }

    private static void AssertPart(Photograph part, Shape shape, string format)
    {
        using Photograph read = Drawn.InFile(part, format);
        Assert.Equal(shape, read.Shape);
        Assert.Equal(shape, CameraBlock.SizeIn(read.Metadata.Exif!));
        Assert.True(read.Metadata.Exif.AsSpan().IndexOf(CameraBlock.Thumbnail) < 0);
    }

    private static Photograph Photograph(string format)
    {
        using var made = new Photograph(Drawn.Light(Whole, 3, Psf.Gaussian(1)))
        {
            Metadata = new() { Exif = CameraBlock.Of(little: true, 1, Whole) },
        };
        return Drawn.InFile(made, format);
    }
}
