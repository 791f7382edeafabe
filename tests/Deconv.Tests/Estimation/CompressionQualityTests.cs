using Deconv.Estimation;
using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Simulation;
using Deconv.Tests.Restoration;
using Xunit;

namespace Deconv.Tests.Estimation;

/// <summary>A JPEG that was saved as something else still shows the steps of its compression.</summary>
public class CompressionQualityTests
{
    [Theory]
    [InlineData(50)]
    [InlineData(60)]
    [InlineData(75)]
    [InlineData(90)]
    public void The_quality_is_read_from_the_samples(int quality)
    {
        using PlanarImage photo = Codes(quality);
        Assert.Equal(quality, CompressionNoise.Quality(photo, TransferFunction.Srgb)!.Value, 2.0);
    }

    /// <summary>Whoever cropped the picture did not look at the grid.</summary>
    [Theory]
    [InlineData(50, 3, 5)]
    [InlineData(75, 7, 1)]
    public void Also_from_a_crop(int quality, int top, int left)
    {
        using PlanarImage photo = Codes(quality),
            crop = photo.Crop(top, left, new(184, 176));
        Assert.Equal(quality, CompressionNoise.Quality(crop, TransferFunction.Srgb)!.Value, 2.0);
    }

    [Theory]
    [InlineData(50, 95, 50)]
    [InlineData(75, 75, 75)]
    [InlineData(90, 80, 80)]
    public void A_file_that_was_compressed_less_the_second_time_does_not_hide_the_first(int quality, int said, int expected)
    {
        using PlanarImage photo = Codes(quality);
        Assert.Equal(expected, CompressionNoise.Quality(photo, TransferFunction.Srgb, said)!.Value, 2.0);
    }

    [Fact]
    public void A_picture_that_never_was_a_JPEG_has_no_quality()
    {
        using PlanarImage photo = Codes(null);
        Assert.Null(CompressionNoise.Quality(photo, TransferFunction.Srgb));
        Assert.Equal(95, CompressionNoise.Quality(photo, TransferFunction.Srgb, 95));
        using var tiny = new PlanarImage(new(3, 9), 3);
        Assert.Null(CompressionNoise.Quality(tiny, TransferFunction.Srgb));
    }

    /// <summary>A drawn pattern repeats, so that its transform takes few values; some of them lie near multiples of anything.</summary>
    [Fact]
    public void A_pattern_that_repeats_is_no_JPEG()
    {
        using var scene = new PlanarImage(new(126, 146), 3);
        for (int c = 0; c < 3; c++)
        for (int y = 0; y < 126; y++)
        for (int x = 0; x < 146; x++)
            scene.Row(c, y)[x] = (Math.Sin(x * x * 0.006) > 0 ? 0.45f + (0.1f * c) : 0.15f) + (((x / 21) + (y / 17)) % 2 == 0 ? 0.25f : 0);
        using PlanarImage blurred = Degradation.Blur(scene, Psf.Disk(3), Boundary.Unknown, threads: 1);
        Degradation.AddGaussianNoise(blurred, 0.004, 1);
        Assert.Null(CompressionNoise.Quality(blurred, TransferFunction.Srgb, blocks: false));
    }

    /// <summary>A blurred picture in color as a file of 8 bits holds it; compressed before.</summary>
    private static PlanarImage Codes(int? quality)
    {
        using PlanarImage scene = Scenes.Leaves(216);
        (PlanarImage truth, PlanarImage photo) = Scenes.Photograph(scene, Psf.Disk(3), 0.003);
        using PlanarImage gray = photo.Crop(0, 0, new(200, 200)),
            color = new(gray.Shape, 3);
        truth.Dispose();
        photo.Dispose();
        if (quality is { } q)
            JpegLuma.Compress(gray, q);
        var bytes = new byte[3 * gray.Shape.Count];
        for (int i = 0; i < gray.Shape.Count; i++)
        {
            // Luminance alone is compressed; the color is one of a smooth shade.
            double shade = 20 * Math.Sin(i % 200 / 60.0),
                y = 255 * gray[0][i];
            bytes[3 * i] = (byte)Math.Clamp(Math.Round(y + shade), 0, 255);
            bytes[(3 * i) + 1] = (byte)Math.Clamp(Math.Round(y - (shade * 0.299 / 0.587)), 0, 255);
            bytes[(3 * i) + 2] = (byte)Math.Clamp(Math.Round(y), 0, 255);
        }

        return PlanarImage.FromInterleaved(bytes, gray.Shape, 3, TransferFunction.Srgb);
    }
}
