using Deconv.Blind;
using Deconv.ImageSharp.Processing;
using Deconv.Imaging;
using Deconv.Imaging.Codecs;
using Deconv.Psfs;
using Deconv.Restoration;
using SixLabors.ImageSharp.Formats.Jpeg;

namespace Deconv.ImageSharp.Tests;

/// <summary>A file restored in ImageSharp and the same file restored by <see cref="PhotographRestorer"/>, as the command line does.</summary>
public class EqualityTests
{
    /// <summary>Enough to see every kind of blur, and quick.</summary>
    private const int Side = 120;

    private static readonly Dictionary<string, Func<Psf>> Blurs = new()
    {
        ["astronaut-disk4"] = () => PsfFile.Load(Pictures.Sample("astronaut-disk4-psf.png")),
        ["camera-shake"] = () => PsfFile.Load(Pictures.Sample("camera-shake-psf.txt")),
        ["clock_motion"] = () => Psf.Motion(36, 0),
        ["kodim08-motion15"] = () => Psf.Motion(15, 30),
        ["text-gaussian2"] = () => Psf.Gaussian(2),
        ["astronaut-disk4-psf"] = () => Psf.Disk(1.5),
    };

    /// <summary>Every PNG of the samples, those that come to be there too.</summary>
    public static TheoryData<string> Samples =>
        [.. Directory.EnumerateFiles(Pictures.Sample("."), "*.png").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Restorations_are_byte_equal_to_the_library(string sample)
    {
        using var files = new SampleFiles(sample, Side);
        Psf psf = Blur(sample);
        files.AssertEqual(photograph => PhotographRestorer.Deblur(photograph, psf), c => c.Deconvolve(psf));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Sharpened_images_are_byte_equal_to_the_library(string sample)
    {
        using var files = new SampleFiles(sample, Side);
        files.AssertEqual(photograph => PhotographRestorer.Sharpen(photograph, 0.8), c => c.CaptureSharpen(0.8));
    }

    [Fact]
    public void A_sharpening_of_a_width_that_is_found_is_byte_equal_to_the_library()
    {
        using var files = new SampleFiles("kodim08", Side);
        files.AssertEqual(photograph => PhotographRestorer.Sharpen(photograph), c => c.CaptureSharpen());
    }

    [Fact]
    public void A_blind_restoration_is_byte_equal_to_the_library()
    {
        var search = new BlindOptions
        {
            KernelSize = 11,
            Crops = 0,
            AcceptAnyway = true,
        };
        using var files = new SampleFiles("text-gaussian2", Side);
        files.AssertEqual(photograph => PhotographRestorer.Blind(photograph, search).Restored!, c => c.BlindDeconvolve(search));
    }

    [Fact]
    public void A_rectangle_is_byte_equal_to_the_region_of_the_library()
    {
        Psf psf = Psf.Motion(15, 30);
        var region = new Region(31, 22, new(40, 50));
        var options = new PhotographOptions
        {
            Region = region,
            Margin = 2 * Math.Max(psf.Shape.Height, psf.Shape.Width),
            Amount = 0.7,
        };
        using var files = new SampleFiles("kodim08-motion15", Side);
        files.AssertEqual(
            photograph => PhotographRestorer.Deblur(photograph, psf, options),
            c => c.Deconvolve(psf, new() { Amount = 0.7 }, new Rectangle(31, 22, 50, 40)).Crop(new Rectangle(31, 22, 50, 40))
        );
    }

    /// <summary>Opaque, half and not at all: color that is not seen becomes black in both.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Pictures_with_alpha_are_byte_equal_to_the_library(bool wide)
    {
        using Image<Rgba64> drawn = Pictures.Random<Rgba64>(48, 40);
        drawn.ProcessPixelRows(rows =>
        {
            for (int y = 0; y < rows.Height; y++)
            for (int x = 0; x < rows.Width; x++)
                rows.GetRowSpan(y)[x].A = (ushort)(x < 12 ? 0 : Math.Min(ushort.MaxValue, x * 2000));
        });
        using var files = wide ? new SampleFiles(drawn) : new SampleFiles(drawn.CloneAs<Rgba32>());
        files.AssertEqual(photograph => PhotographRestorer.Deblur(photograph, Psf.Gaussian(1.5)), c => c.Deconvolve(Psf.Gaussian(1.5)));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_automatic_value_is_that_of_the_library(string sample)
    {
        using var files = new SampleFiles(sample, Side);
        Psf psf = Blur(sample);
        using Photograph photograph = ImageFile.Load(files.Input);
        using PhotographRestoration expected = PhotographRestorer.Deblur(photograph, psf);
        var processor = new DeconvolveProcessor(psf);
        using Image image = Image.Load(files.Input);
        image.Mutate(c => c.ApplyProcessor(processor));
        AssertAlike(expected, processor.LastResult!);
    }

    /// <summary>The quality that ImageSharp tells of a file leads to the noise that the library reckons with.</summary>
    [Theory]
    [InlineData(12)]
    [InlineData(50)]
    [InlineData(83)]
    [InlineData(90)]
    [InlineData(97)]
    [InlineData(100)]
    public void Automatic_values_of_a_JPEG_are_those_of_the_library(int quality)
    {
        using Image cut = Cut("kodim08-motion15", 64);
        using var file = new MemoryStream();
        cut.SaveAsJpeg(file, new JpegEncoder { Quality = quality });
        Psf psf = Psf.Motion(15, 30);
        using Photograph photograph = ImageFile.Load(new MemoryStream(file.ToArray()), new() { Codecs = [.. Codecs.ImageSharpCodecs.All] });
        using PhotographRestoration expected = PhotographRestorer.Deblur(photograph, psf);
        var processor = new DeconvolveProcessor(psf);
        file.Position = 0;
        using Image image = Image.Load(file);
        image.Mutate(c => c.ApplyProcessor(processor));
        Assert.True(expected.Options.NoiseFloor > 0);
        AssertAlike(expected, processor.LastResult!);
        Assert.True(expected.Photograph.Color[0].SequenceEqual(processor.LastResult!.Photograph.Color[0]));
    }

    [Fact]
    public void An_image_that_was_no_JPEG_hides_no_noise()
    {
        using Image cut = Cut("kodim08-motion15", 48);
        cut.SaveAsJpeg(Stream.Null, new JpegEncoder { Quality = 60 });
        var processor = new DeconvolveProcessor(Psf.Gaussian(1));
        cut.Mutate(c => c.ApplyProcessor(processor));
        Assert.Equal(0, processor.LastResult!.Options.NoiseFloor);
        Assert.Null(processor.LastResult.Photograph.Metadata.JpegQuality);
    }

    private static Psf Blur(string sample) => Blurs.TryGetValue(sample, out Func<Psf>? made) ? made() : Psf.Gaussian(0.8);

    private static Image Cut(string sample, int side)
    {
        var image = Image.Load(Pictures.Sample(sample + ".png"));
        image.Mutate(c => c.Crop(new Rectangle(100, 60, side, side)));
        return image;
    }

    private static void AssertAlike(PhotographRestoration expected, PhotographRestoration actual)
    {
        Assert.Equal(expected.Options with { Control = new() }, actual.Options with { Control = new() });
        ResolvedParameters a = expected.Result.Parameters,
            b = actual.Result.Parameters;
        Assert.Equal((a.Automatic.White, a.Automatic.ImpulseNoise), (b.Automatic.White, b.Automatic.ImpulseNoise));
        Assert.Equal(a.Automatic.Planes, b.Automatic.Planes);
        AutomaticValues same = a.Automatic;
        Assert.Equal(a with { Automatic = same }, b with { Automatic = same });
        Assert.Equal(expected.Result.StopReason, actual.Result.StopReason);
        Assert.Equal(expected.Result.Check, actual.Result.Check);
        Assert.Equal(
            expected.Result.Planes.Select(p => (p.Noise, p.Lambda, p.Report.Iterations)),
            actual.Result.Planes.Select(p => (p.Noise, p.Lambda, p.Report.Iterations))
        );
        Assert.Equal((expected.Region, expected.Solved), (actual.Region, actual.Solved));
    }

    /// <summary>A sample, cut to a square where it is large, as a PNG file; restored in both ways into two others.</summary>
    private sealed class SampleFiles : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deconv-equal-");

        /// <summary>Cut by the library: ImageSharp would drop the chunk that says sRGB, and keep a gamma that alone means something else.</summary>
        public SampleFiles(string sample, int side)
        {
            using Photograph whole = ImageFile.Load(Pictures.Sample(sample + ".png"));
            Shape shape = new(Math.Min(side, whole.Shape.Height), Math.Min(side, whole.Shape.Width));
            int top = (whole.Shape.Height - shape.Height) / 2,
                left = (whole.Shape.Width - shape.Width) / 2;
            using Photograph cut = whole.With(whole.Color.Crop(top, left, shape), whole.Alpha?.Crop(top, left, shape));
            ImageFile.Save(cut, Input);
        }

        public SampleFiles(Image image)
        {
            using (image)
                image.SaveAsPng(Input);
        }

        public string Input => Path.Combine(_folder.FullName, "input.png");

        public void Dispose() => _folder.Delete(recursive: true);

        public void AssertEqual(Func<Photograph, PhotographRestoration> library, Action<IImageProcessingContext> pipeline)
        {
            string expected = Path.Combine(_folder.FullName, "library.png"),
                actual = Path.Combine(_folder.FullName, "pipeline.png");
            using (Photograph photograph = ImageFile.Load(Input))
            using (PhotographRestoration restored = library(photograph))
                ImageFile.Save(restored.Photograph, expected);
            using (Image image = Image.Load(Input))
            {
                image.Mutate(pipeline);
                image.SaveAsPng(actual);
            }

            Raster a = Read(expected),
                b = Read(actual);
            Assert.Equal((a.Shape, a.Channels, a.Depth), (b.Shape, b.Channels, b.Depth));
            if (a.Depth == SampleDepth.UInt8)
                Assert.True(a.Bytes.SequenceEqual(b.Bytes), $"{Different(a.Bytes, b.Bytes)} samples differ");
            else
                Assert.True(a.Words.SequenceEqual(b.Words), $"{Different(a.Words, b.Words)} samples differ");
            Raster input = Read(Input);
            Assert.False(
                input.Shape == a.Shape && (a.Depth == SampleDepth.UInt8 ? a.Bytes.SequenceEqual(input.Bytes) : a.Words.SequenceEqual(input.Words))
            );
        }

        private static int Different<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
            where T : IEquatable<T>
        {
            int count = 0;
            for (int i = 0; i < a.Length; i++)
                count += a[i].Equals(b[i]) ? 0 : 1;
            return count;
        }

        private static Raster Read(string path)
        {
            using ImageSource source = ImageSource.FromFile(path);
            return ImageCodecs.All.First(c => c.Name == "PNG").Read(source, LoadOptions.Default);
        }
    }
}
