using Deconv.Psfs;
using Deconv.Restoration;
using Xunit;

namespace Deconv.Tests.Restoration;

public class HaloLimitTests
{
    [Fact]
    public void Every_sample_stays_within_the_range_around_it()
    {
        Shape shape = new(9, 11);
        float[] blurred = Samples.Normal(shape.Count, 3),
            restored = Samples.Normal(shape.Count, 4),
            before = [.. restored.Select(v => v * 5)];
        before.CopyTo(restored, 0);
        HaloLimit.Apply(blurred, restored, shape, 2, 0.1f);
        for (int y = 0; y < 9; y++)
        for (int x = 0; x < 11; x++)
        {
            float least = float.MaxValue,
                most = float.MinValue;
            for (int v = Math.Max(0, y - 2); v <= Math.Min(8, y + 2); v++)
            for (int u = Math.Max(0, x - 2); u <= Math.Min(10, x + 2); u++)
                (least, most) = (Math.Min(least, blurred[(v * 11) + u]), Math.Max(most, blurred[(v * 11) + u]));
            Assert.Equal(Math.Clamp(before[(y * 11) + x], least - 0.1f, most + 0.1f), restored[(y * 11) + x]);
        }
    }

    [Fact]
    public void A_restoration_with_a_limit_has_no_halos()
    {
        Psf psf = Psf.Gaussian(1.5);
        using PlanarImage photo = Scenes.Photograph(Scenes.Drawn(new(90, 100)), psf, 0.002).Photo;
        using DeconvolutionResult free = Deconvolver.Run(photo, psf, new() { NonNegative = false }),
            held = Deconvolver.Run(photo, psf, new() { MaxOvershoot = 0, NonNegative = false });
        Assert.True(Beyond(free) > 0.01);
        Assert.True(Beyond(held) < 1e-5);
        Assert.Throws<ArgumentException>(() => Deconvolver.Run(photo, psf, new() { MaxOvershoot = -1 }));

        double Beyond(DeconvolutionResult result)
        {
            float[] seen = photo[0].ToArray(),
                got = result.Image[0].ToArray();
            return Math.Max(got.Max() - seen.Max(), seen.Min() - got.Min());
        }
    }
}
