namespace Deconv.Imaging.Tests.Codecs;

public class PngMetadataTests
{
    [Fact]
    public void Profile_EXIF_XMP_text_and_resolution_survive_byte_for_byte()
    {
        ImageMetadata metadata = Blocks.Metadata() with
        {
            Text = [new("Author", "Ünal, Zoë"), new("Comment", "two\nlines")],
            Resolution = new Resolution(3937, 2000),
        };
        using Photograph made = Make(metadata);
        using Photograph once = Reload(made),
            other = once.With(once.Color.Clone()),
            twice = Reload(other);
        foreach (Photograph loaded in new[] { once, twice })
        {
            Assert.Equal(metadata.IccProfile, loaded.Metadata.IccProfile);
            Assert.Equal(metadata.Exif, loaded.Metadata.Exif);
            Assert.Equal(metadata.Xmp, loaded.Metadata.Xmp);
            Assert.Equal(metadata.Text, loaded.Metadata.Text);
            Assert.Equal(metadata.Resolution, loaded.Metadata.Resolution);
            Assert.Equal("gamma 2.2 (ICC profile)", loaded.TransferText);
        }
    }

    [Fact]
    public void Stripping_leaves_what_gives_the_numbers_their_color()
    {
        using Photograph made = Make(Blocks.Metadata() with { Text = [new("Author", "x")], Resolution = new Resolution(1, 1) });
        using Photograph loaded = Reload(made),
            stripped = Reload(loaded, new SaveOptions { StripMetadata = true });
        Assert.NotNull(stripped.Metadata.IccProfile);
        Assert.Null(stripped.Metadata.Exif);
        Assert.Null(stripped.Metadata.Xmp);
        Assert.Null(stripped.Metadata.Resolution);
        Assert.Empty(stripped.Metadata.Text);
        Assert.Empty(stripped.Metadata.Opaque);
    }

    [Theory]
    [InlineData("sRGB", new byte[] { 0 }, "sRGB (sRGB chunk)", "srgb")]
    [InlineData("gAMA", new byte[] { 0, 0, 0xB1, 0x8F }, "gamma 2.2 (gAMA chunk)", "gamma:2.2")]
    [InlineData("gAMA", new byte[] { 0, 1, 0x86, 0xA0 }, "linear (gAMA chunk)", "linear")]
    [InlineData("gAMA", new byte[] { 0, 0, 0, 0 }, "sRGB (assumed)", "srgb")]
    [InlineData("cICP", new byte[] { 1, 8, 0, 1 }, "linear (cICP chunk)", "linear")]
    public void The_file_says_how_its_numbers_are_light(string chunk, byte[] data, string text, string function)
    {
        byte[] file = PngMaker.Make(3, 3, 8, 0, false, (y, x, _) => 50 * (x + y), [(chunk, data)]);
        using Photograph loaded = ImageFile.Load(new MemoryStream(file));
        Assert.Equal((text, function), (loaded.TransferText, loaded.Transfer.ToString()));
        Assert.Equal((float)loaded.Transfer.ToLinear(100 / 255.0), loaded.Color[0][2]);
        using Photograph again = Reload(loaded);
        Assert.Equal(loaded.TransferText, again.TransferText);
        Assert.True(loaded.Color[0].SequenceEqual(again.Color[0]));
    }

    [Fact]
    public void The_caller_overrides_the_file()
    {
        byte[] file = PngMaker.Make(3, 3, 8, 0, false, (_, _, _) => 51, [("sRGB", [0])]);
        using Photograph loaded = ImageFile.Load(new MemoryStream(file), new LoadOptions { Transfer = TransferFunction.Linear });
        Assert.Equal("linear (as given)", loaded.TransferText);
        Assert.Equal(0.2f, loaded.Color[0][0]);
    }

    [Theory]
    [InlineData("linear")]
    [InlineData("gamma:1.8")]
    [InlineData("bt709")]
    public void A_curve_chosen_for_saving_is_declared_in_the_file(string name)
    {
        var function = TransferFunction.Parse(name);
        using Photograph made = Make(ImageMetadata.None),
            saved = Reload(made, new SaveOptions { Transfer = function, Depth = SampleDepth.UInt16 });
        Assert.Equal(function, saved.Transfer);
        for (int i = 0; i < made.Color[1].Length; i++)
            Assert.Equal(made.Color[1][i], saved.Color[1][i], 2e-5);
    }

    private static Photograph Make(ImageMetadata metadata)
    {
        var image = new PlanarImage(new Shape(8, 9), 3);
        for (int i = 0; i < 72; i++)
            image[1][i] = i / 72f;
        return new Photograph(image) { Metadata = metadata };
    }

    private static Photograph Reload(Photograph photograph, SaveOptions? options = null)
    {
        using var file = new MemoryStream();
        ImageFile.Save(photograph, file, "png", options);
        return ImageFile.Load(new MemoryStream(file.ToArray()));
    }
}
