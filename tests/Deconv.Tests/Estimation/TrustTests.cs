using Deconv.Psfs;
using Deconv.Restoration;
using Deconv.Tests.Restoration;
using Xunit;

namespace Deconv.Tests.Estimation;

/// <summary>Samples that are not to be believed: impulses and clipped highlights.</summary>
public class TrustTests
{
    private static readonly Shape Size = new(128, 144);

    private static (double Psnr, DeconvolutionResult Result) Restored(
        PlanarImage photo,
        PlanarImage truth,
        Psf psf,
        DeconvolutionOptions? options = null
    )
    {
        DeconvolutionResult result = Deconvolver.Run(photo, psf, options);
        return (Scenes.Psnr(result.Image, truth), result);
    }

    [Fact]
    public void One_percent_of_salt_and_pepper_costs_next_to_nothing()
    {
        Psf psf = Psf.Disk(3);
        (PlanarImage truth, PlanarImage photo) = Scenes.Photograph(Scenes.Drawn(Size), psf, 0.01);
        double clean = Restored(photo, truth, psf).Psnr;
        var random = new Random(3);
        int struck = 0;
        foreach (ref float v in photo[0])
        {
            if (random.NextDouble() >= 0.01)
                continue;
            v = random.NextDouble() < 0.5 ? 0 : 1;
            struck++;
        }

        (double found, DeconvolutionResult result) = Restored(photo, truth, psf);
        double kept = Restored(photo, truth, psf, new() { FindImpulses = false, SaturationLevel = null }).Psnr;
        Assert.InRange(result.Parameters.Impulses, 0.6 * struck, 1.5 * struck); // some hardly stand out, some unexplained neighbors go with them
        Assert.True(found > clean - 0.4, $"{found:F2} dB against {clean:F2} without impulses");
        Assert.True(found > kept + 3, $"{found:F2} dB, {kept:F2} when they are believed");
    }

    [Fact]
    public void A_picture_without_impulses_loses_no_sample()
    {
        Psf psf = Psf.Disk(2);
        (PlanarImage _, PlanarImage photo) = Scenes.Photograph(Scenes.Drawn(Size), psf, 0.02);
        using DeconvolutionResult result = Deconvolver.Run(photo, psf);
        Assert.Equal(0, result.Parameters.Impulses);
    }

    [Fact]
    public void Clipped_highlights_are_not_believed()
    {
        Psf psf = Psf.Disk(3);
        PlanarImage scene = Scenes.Drawn(Size);
        for (int i = 0; i < 12; i++)
        for (int y = 0; y < 6; y++)
            scene.Row(0, 20 + y + (8 * i))[(10 * i)..((10 * i) + 6)].Fill(3);
        (PlanarImage truth, PlanarImage photo) = Scenes.Photograph(scene, psf, 0.005);
        foreach (ref float v in photo[0])
            v = Math.Min(v, 1);
        foreach (ref float v in truth[0])
            v = Math.Min(v, 1);
        double masked = Clipped(0.985),
            believed = Clipped(null);
        Assert.True(masked > believed + 3, $"{masked:F2} dB masked, {believed:F2} believed");

        double Clipped(double? level)
        {
            using DeconvolutionResult result = Deconvolver.Run(photo, psf, new() { SaturationLevel = level });
            foreach (ref float v in result.Image[0])
                v = Math.Min(v, 1);
            return Scenes.Psnr(result.Image, truth);
        }
    }

    [Fact]
    public void A_noise_floor_smooths_like_noise()
    {
        Psf psf = Psf.Disk(2);
        (PlanarImage truth, PlanarImage photo) = Scenes.Photograph(Scenes.Drawn(Size), psf, 0.002);
        double low = Restored(photo, truth, psf).Result.Planes[0].Lambda,
            high = Restored(photo, truth, psf, new() { NoiseFloor = 0.01 }).Result.Planes[0].Lambda;
        Assert.True(high > 3 * low);
    }
}
