using Deconv.ImageSharp.Processing;
using Deconv.Imaging;
using Deconv.Metrics;
using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Restoration;
using Deconv.Solvers.StoppingRules;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;
using SixLabors.ImageSharp.Metadata.Profiles.Icc;

namespace Deconv.ImageSharp.Tests;

public class ProcessorTests
{
    private static readonly Psf Lens = Psf.Disk(3);

    private static double Psnr<TPixel>(Image<TPixel> image, PlanarImage truth)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        using PlanarImage light = image.ToPlanarImage();
        return ImageComparison.Compare(light, truth).Psnr;
    }

    [Fact]
    public void One_line_restores_a_picture()
    {
        using PlanarImage photo = Pictures.Blurred(160, 120, Lens, out PlanarImage truth);
        using Image<Rgb48> image = photo.ToImage<Rgb48>();
        double before = Psnr(image, truth);
        image.Mutate(c => c.Deconvolve(Psf.Disk(3)));
        Assert.InRange(Psnr(image, truth) - before, 4, 40);
    }

    [Fact]
    public void Progress_token_and_result_travel_in_the_processor()
    {
        using PlanarImage photo = Pictures.Blurred(90, 70, Lens, out _);
        using Image<Rgb48> image = photo.ToImage<Rgb48>();
        var seen = new List<DeconvolutionProgress>();
        using var cancel = new CancellationTokenSource();
        var processor = new DeconvolveProcessor(Lens) { Progress = new Watch(seen.Add), CancellationToken = cancel.Token };
        Assert.Null(processor.LastResult);
        image.Mutate(c => c.ApplyProcessor(processor));
        Assert.NotEmpty(seen);
        DeconvolutionResult result = processor.LastResult!.Result;
        Assert.Equal((3, StopKind.ScheduleDone), (result.Planes.Count, result.StopReason.Kind));
        Assert.InRange(result.Check.ChiSquare, 0.2, 3);

        Rgb48[] pixels = image.Pixels();
        cancel.Cancel();
        Assert.Throws<OperationCanceledException>(() => image.Mutate(c => c.ApplyProcessor(processor)));
        Assert.Equal(pixels, image.Pixels());
    }

    [Fact]
    public void Every_frame_is_restored_and_metadata_stays()
    {
        using PlanarImage photo = Pictures.Blurred(64, 60, Lens, out _);
        using Image<Rgba32> image = photo.ToImage<Rgba32>();
        using Image<Rgba32> other = photo.ToImage<Rgba32>();
        other.Mutate(c => c.Rotate(RotateMode.Rotate180));
        image.Frames.AddFrame(other.Frames.RootFrame);
        byte[] icc = File.ReadAllBytes(Pictures.Sample("kodim08.png"))[..300];
        var exif = new ExifProfile();
        exif.SetValue(ExifTag.Artist, "someone");
        (image.Metadata.IccProfile, image.Metadata.ExifProfile) = (new IccProfile(icc), exif);
        byte[] exifBefore = exif.ToByteArray()!;
        image.Metadata.HorizontalResolution = 300;
        using Image<Rgba32> blurred = image.Clone();
        image.Mutate(c => c.Deconvolve(Lens));
        for (int f = 0; f < 2; f++)
        {
            using Image<Rgba32> alone = blurred.Frames.CloneFrame(f);
            alone.Mutate(c => c.Deconvolve(Lens));
            Assert.Equal(alone.Pixels(), image.Frames[f].Pixels());
            Assert.NotEqual(blurred.Frames[f].Pixels(), image.Frames[f].Pixels());
        }

        Assert.Equal(icc, image.Metadata.IccProfile!.ToByteArray());
        Assert.Equal(exifBefore, image.Metadata.ExifProfile!.ToByteArray());
        Assert.Equal(300, image.Metadata.HorizontalResolution);
    }

    [Fact]
    public void A_rectangle_changes_nothing_outside_and_shows_no_seam_inside()
    {
        using PlanarImage photo = Pictures.Blurred(160, 120, Lens, out _);
        using Image<L16> image = photo.ToImage<L16>(),
            whole = image.Clone(c => c.Deconvolve(Lens, new() { Restoration = new() { Noise = 0.004 } }));
        var part = new Rectangle(50, 31, 40, 37);
        using Image<L16> partly = image.Clone(c => c.Deconvolve(Lens, new() { Restoration = new() { Noise = 0.004 } }, part));
        double squares = 0;
        for (int y = 0; y < 120; y++)
        for (int x = 0; x < 160; x++)
        {
            if (!part.Contains(x, y))
                Assert.Equal(image[x, y], partly[x, y]);
            else
                squares += Math.Pow((whole[x, y].PackedValue - partly[x, y].PackedValue) / 65535.0, 2);
        }

        // Not a largest difference: a prior with thresholds may tip single samples either way.
        Assert.InRange(Math.Sqrt(squares / (part.Width * part.Height)), 0, 0.02);
        Assert.ThrowsAny<Exception>(() => image.Mutate(c => c.Deconvolve(Lens, null, new Rectangle(500, 500, 10, 10))));
    }

    /// <summary>A cutout on transparent red: premultiplied, the red weighs nothing; it becomes black, as in files.</summary>
    [Fact]
    public void Transparent_red_does_not_tint()
    {
        using var image = new Image<Rgba32>(80, 64);
        for (int y = 0; y < 64; y++)
        for (int x = 0; x < 80; x++)
            image[x, y] = x < 40 ? new(255, 0, 0, 0) : new((byte)(90 + (y % 8 * 10)), (byte)(90 + (y % 8 * 10)), (byte)(90 + (y % 8 * 10)), 255);
        image.Mutate(c => c.Deconvolve(Psf.Gaussian(1)));
        for (int y = 0; y < 64; y++)
        for (int x = 0; x < 80; x++)
        {
            Rgba32 p = image[x, y];
            if (x < 40)
                Assert.Equal(new Rgba32(0, 0, 0, 0), p);
            else
                Assert.True(p.A == 255 && Math.Abs(p.R - p.G) <= 1 && Math.Abs(p.R - p.B) <= 1, $"{x},{y}: {p}");
        }
    }

    [Fact]
    public void Capture_sharpening_takes_back_a_soft_lens()
    {
        Psf soft = Psf.Gaussian(0.8);
        using PlanarImage photo = Pictures.Blurred(160, 120, soft, out PlanarImage truth);
        using Image<Rgb48> image = photo.ToImage<Rgb48>();
        double before = Psnr(image, truth);
        using Image<Rgb48> part = image.Clone(c => c.CaptureSharpen(0.8, null, new Rectangle(0, 0, 80, 120)));
        image.Mutate(c => c.CaptureSharpen(0.8));
        Assert.InRange(Psnr(image, truth) - before, 1, 40);
        Assert.InRange(Psnr(part, truth), before + 0.3, Psnr(image, truth) - 0.3);
    }

    /// <summary>ImageSharp 2 has no words for what lies outside the frame; the options have.</summary>
    [Theory]
    [InlineData(Boundary.Replicate)]
    [InlineData(Boundary.Periodic)]
    [InlineData(Boundary.Symmetric)]
    public void What_lies_outside_the_frame_is_said_by_the_options(Boundary boundary)
    {
        var options = new PhotographOptions
        {
            Restoration = new() { Boundary = boundary, Noise = 0.004 },
        };
        using PlanarImage photo = Pictures.Blurred(64, 60, Lens, out _);
        using Image<L16> image = photo.ToImage<L16>(),
            unknown = image.Clone(c => c.Deconvolve(Lens, new() { Restoration = new() { Noise = 0.004 } }));
        using Photograph photograph = image.ToPhotograph();
        using PhotographRestoration result = PhotographRestorer.Deblur(photograph, Lens, options);
        using Image<L16> expected = result.Photograph.ToImage<L16>();
        image.Mutate(c => c.Deconvolve(Lens, options));
        Assert.Equal(expected.Pixels(), image.Pixels());
        Assert.NotEqual(unknown.Pixels(), image.Pixels());
    }

    [Theory]
    [InlineData(3, 0, 3)]
    [InlineData(-1, 0, 0)]
    [InlineData(3, 2, 2)]
    public void The_threads_are_those_of_the_configuration_where_none_are_given(int configured, int given, int used)
    {
        Configuration configuration = Configuration.Default.Clone();
        configuration.MaxDegreeOfParallelism = configured;
        using Image<L8> random = Pictures.Random<L8>(24, 24);
        using var image = Image.LoadPixelData<L8>(configuration, random.Pixels(), 24, 24);
        var control = new RunControl { Threads = given, Iterations = 1 };
        var known = new DeconvolveProcessor(Psf.Gaussian(1), new() { Restoration = new() { Control = control } });
        var soft = new CaptureSharpenProcessor(1, new() { Restoration = new() { Control = control } });
        image.Mutate(c => c.ApplyProcessor(known).ApplyProcessor(soft));
        Assert.Equal(used, known.LastResult!.Options.Control.Threads);
        Assert.Equal(used, soft.LastResult!.Options.Control.Threads);
    }

    [Fact]
    public void A_sharpening_without_a_width_finds_it_in_all_of_the_frame()
    {
        using PlanarImage photo = Pictures.Blurred(160, 120, Psf.Gaussian(1.2), out _);
        using Image<Rgb48> image = photo.ToImage<Rgb48>();
        using Photograph photograph = image.ToPhotograph();
        double sigma = PhotographRestorer.FindSharpening(photograph);
        using Image<Rgb48> given = image.Clone(c => c.CaptureSharpen(sigma, null, new Rectangle(20, 20, 30, 30))),
            found = image.Clone(c => c.CaptureSharpen(null, null, new Rectangle(20, 20, 30, 30)));
        Assert.InRange(sigma, 0.3, 2);
        Assert.Equal(given.Pixels(), found.Pixels());
        Assert.NotEqual(image.Pixels(), found.Pixels());
    }

    [Fact]
    public void The_curve_is_that_of_the_call_or_of_the_profile()
    {
        using Image<L8> image = Pictures.Random<L8>(40, 40),
            linear = image.Clone();
        image.Mutate(c => c.Deconvolve(Psf.Gaussian(1)));
        linear.Mutate(c => c.ApplyProcessor(new DeconvolveProcessor(Psf.Gaussian(1)) { Transfer = TransferFunction.Linear }));
        Assert.NotEqual(image.Pixels(), linear.Pixels());
    }

    private sealed class Watch(Action<DeconvolutionProgress> see) : IProgress<DeconvolutionProgress>
    {
        public void Report(DeconvolutionProgress value) => see(value);
    }
}
