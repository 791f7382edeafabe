using Deconv.Imaging.Codecs;

namespace Deconv.Imaging.Tests;

public class ImageFileTests
{
    [Fact]
    public void What_is_not_a_picture_is_an_error_that_names_the_file_and_the_next_move()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["renamed.png"], "Dear diary, this is not a picture at all.");
        File.WriteAllBytes(folder["empty.png"], []);
        File.WriteAllBytes(folder["noise.tif"], [1, 2, 3, 4, 5, 6, 7, 8]);
        AssertError("renamed.png", "starts with the text 'Dear diary, '");
        AssertError("empty.png", "is empty");
        AssertError("noise.tif", "starts with the bytes 0102030405060708");
        AssertError("missing.png", "does not exist");
        AssertError("", "is a folder");

        void AssertError(string name, string problem)
        {
            string message = Assert.Throws<ImageFormatException>(() => ImageFile.Load(folder[name])).Message;
            Assert.StartsWith(folder[name], message, StringComparison.Ordinal);
            Assert.Contains(problem, message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_contents_decide_the_format_and_not_the_name()
    {
        using var folder = new TemporaryFolder();
        using Photograph photograph = Gradient(3);
        ImageFile.Save(photograph, folder["a.ppm"]);
        File.Move(folder["a.ppm"], folder["a.png"]);
        using Photograph loaded = ImageFile.Load(folder["a.png"]);
        Assert.Equal("PNM", loaded.Format);
    }

    [Fact]
    public void An_existing_file_is_replaced_only_when_asked()
    {
        using var folder = new TemporaryFolder();
        using Photograph photograph = Gradient(1);
        File.WriteAllText(folder["a.png"], "old");
        Assert.Contains(
            "already exists",
            Assert.Throws<OutputException>(() => ImageFile.Save(photograph, folder["a.png"])).Message,
            StringComparison.Ordinal
        );
        Assert.Equal("old", File.ReadAllText(folder["a.png"]));
        ImageFile.Save(photograph, folder["a.png"], new SaveOptions { Overwrite = true });
        using Photograph loaded = ImageFile.Load(folder["a.png"]);
        Assert.Equal(["a.png"], folder.Files);
    }

    [Fact]
    public void A_failed_write_keeps_the_old_file_and_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        using Photograph photograph = Gradient(1);
        File.WriteAllText(folder["a.png"], "old");
        var options = new SaveOptions { Overwrite = true, Codecs = [new FullDiskCodec()] };
        string message = Assert.Throws<OutputException>(() => ImageFile.Save(photograph, folder["a.png"], options)).Message;
        Assert.Contains("No space left on device", message, StringComparison.Ordinal);
        Assert.Contains("Check the free space", message, StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(folder["a.png"]));
        Assert.Throws<OutputException>(() => ImageFile.Save(photograph, folder["b.png"], options));
        Assert.Equal(["a.png"], folder.Files);
    }

    [Fact]
    public void An_output_that_cannot_be_is_an_error_before_any_work()
    {
        using var folder = new TemporaryFolder();
        using Photograph photograph = Gradient(1);
        AssertError("none/a.png", "does not exist");
        AssertError("a.xyz", "no codec writes 'xyz'");
        AssertError("a", "has no extension");
        AssertError("a.exr", "EXR can be read but not written");
        Directory.CreateDirectory(folder["dir.png"]);
        AssertError("dir.png", "is a folder");
        Assert.Throws<OutputException>(() => ImageFile.Save(photograph, ""));
        Assert.Equal(["dir.png"], folder.Files);

        void AssertError(string name, string problem) =>
            Assert.Contains(
                problem,
                Assert.Throws<OutputException>(() => ImageFile.Save(photograph, folder[name])).Message,
                StringComparison.Ordinal
            );
    }

    [Fact]
    public void A_link_is_followed_and_stays_a_link()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var folder = new TemporaryFolder();
        using Photograph photograph = Gradient(1);
        File.WriteAllText(folder["real.png"], "old");
        File.CreateSymbolicLink(folder["link.png"], folder["real.png"]);
        ImageFile.Save(photograph, folder["link.png"], new SaveOptions { Overwrite = true });
        Assert.NotNull(new FileInfo(folder["link.png"]).LinkTarget);
        using Photograph loaded = ImageFile.Load(folder["real.png"]);
        Assert.Equal(photograph.Shape, loaded.Shape);
    }

    [Fact]
    public void A_depth_that_does_not_fit_is_converted_with_a_warning_unless_it_was_asked_for()
    {
        using Photograph photograph = Gradient(3, SampleDepth.Float32);
        using var file = new MemoryStream();
        SaveReport report = ImageFile.Save(photograph, file, "png");
        Assert.Equal(SampleDepth.UInt16, report.Depth);
        Assert.Equal("PNG cannot hold float samples: 16-bit were written.", Assert.Single(report.Warnings));
        string message = Assert
            .Throws<OutputException>(() => ImageFile.Save(photograph, file, "png", new SaveOptions { Depth = SampleDepth.Float32 }))
            .Message;
        Assert.Contains("Choose another format, for instance pfm or tif", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Light_stays_the_same_across_formats_and_depths()
    {
        using Photograph photograph = Gradient(3);
        foreach (string format in new[] { "png", "ppm", "pam", "pfm" })
        {
            using var file = new MemoryStream();
            ImageFile.Save(photograph, file, format, format == "pfm" ? null : new SaveOptions { Depth = SampleDepth.UInt16 });
            using Photograph loaded = ImageFile.Load(new MemoryStream(file.ToArray()));
            for (int c = 0; c < 3; c++)
            for (int i = 0; i < photograph.Color[c].Length; i++)
                Assert.Equal(photograph.Color[c][i], loaded.Color[c][i], 2e-5);
            // Back from float, an integer picture is sRGB again, as viewers expect.
            using var back = new MemoryStream();
            Assert.Equal(TransferFunction.Srgb, ImageFile.Save(loaded, back, "png", new SaveOptions { Depth = SampleDepth.UInt8 }).Transfer);
        }
    }

    [Fact]
    public void Floats_that_are_not_numbers_are_missing_unless_they_are_replaced()
    {
        byte[] file =
        [
            .. "Pf\n2 2\n-1\n"u8,
            .. BitConverter.GetBytes(1f),
            .. BitConverter.GetBytes(float.NaN),
            .. BitConverter.GetBytes(float.PositiveInfinity),
            .. BitConverter.GetBytes(0f),
        ];
        using Photograph kept = ImageFile.Load(new MemoryStream(file));
        Assert.Equal([1f, 0, 0, 1], kept.Missing![0].ToArray());
        Assert.Equal([0.5f, 0, 1, 0.5f], kept.Color[0].ToArray());
        Assert.Equal("2 pixels are missing (NaN): no weight is given to them.", Assert.Single(kept.Warnings));
        using Photograph photograph = ImageFile.Load(new MemoryStream(file), new LoadOptions { ReplaceNotFinite = 0.5f });
        Assert.Equal([0.5f, 0, 1, 0.5f], photograph.Color[0].ToArray());
        Assert.Equal("2 samples that were not finite numbers were replaced by 0.5.", Assert.Single(photograph.Warnings));
        Assert.Null(photograph.Missing);
    }

    [Fact]
    public void Big_endian_and_bottom_up_floats_are_understood()
    {
        byte[] file = [.. "PF\n1 2\n1.0\n"u8, .. new float[] { 1, 2, 3, 4, 5, 6 }.SelectMany(f => BitConverter.GetBytes(f).Reverse())];
        using Photograph photograph = ImageFile.Load(new MemoryStream(file));
        Assert.Equal([4f, 1], photograph.Color[0].ToArray());
        Assert.Equal("linear (float format)", photograph.TransferText);
    }

    [Theory]
    [InlineData("P1\n#c\n3 1\n1 0#d\n1", new float[] { 0, 1, 0 })]
    [InlineData("P1 3 1 101", new float[] { 0, 1, 0 })]
    [InlineData("P2\n3 1 4\n0 2 4", new float[] { 0, 128 / 255f, 1 })]
    [InlineData("P2\n2 1 1000\n0 1000", new float[] { 0, 1 })]
    public void Netpbm_text_is_understood(string text, float[] expected)
    {
        using Photograph photograph = ImageFile.Load(
            new MemoryStream(System.Text.Encoding.ASCII.GetBytes(text)),
            new LoadOptions { Transfer = TransferFunction.Linear }
        );
        Assert.Equal(expected, photograph.Color[0].ToArray());
    }

    [Fact]
    public void A_stream_that_fails_is_an_output_error()
    {
        using Photograph photograph = Gradient(1);
        Assert.Throws<OutputException>(() => ImageFile.Save(photograph, new BrokenStream(), "png"));
    }

    private static Photograph Gradient(int planes, SampleDepth depth = SampleDepth.UInt8)
    {
        var image = new PlanarImage(new Shape(10, 30), planes);
        for (int c = 0; c < planes; c++)
        for (int i = 0; i < 300; i++)
            image[c][i] = ((i + c) % 300) / 299f;
        return new Photograph(image) { Depth = depth, Transfer = depth == SampleDepth.Float32 ? TransferFunction.Linear : TransferFunction.Srgb };
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("Broken pipe");

        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("Broken pipe");
    }

    private sealed class FullDiskCodec : IImageCodec
    {
        public string Name => "PNG";

        public IReadOnlyList<string> Extensions => ["png"];

        public IReadOnlyList<SampleDepth> Depths => [SampleDepth.UInt8];

        public bool HoldsAlpha => true;

        public bool HoldsProfile => true;

        public bool Recognizes(ReadOnlySpan<byte> head) => true;

        public Raster Read(ImageSource source, LoadOptions options) => throw new NotSupportedException();

        public IReadOnlyList<string> Write(Raster raster, Stream output, SaveOptions options)
        {
            output.Write([1, 2, 3]);
            throw new IOException("No space left on device");
        }
    }
}
