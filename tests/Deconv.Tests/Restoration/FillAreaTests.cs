using Deconv.Psfs;
using Deconv.Restoration;
using Xunit;

namespace Deconv.Tests.Restoration;

/// <summary>Clipped light takes more steps to fill in; everything far from it is restored as if it were not there.</summary>
public class FillAreaTests
{
    private static readonly Shape Size = new(150, 180);

    private static readonly Psf Blur = Psf.Disk(2);

    [Fact]
    public void The_further_steps_act_around_clipped_light_only()
    {
        PlanarImage scene = Scenes.Drawn(Size);
        for (int y = 20; y < 26; y++)
            scene.Row(0, y).Slice(20, 6).Fill(6);
        (_, PlanarImage photo) = Scenes.Photograph(scene, Blur, 0.004);
        foreach (ref float v in photo[0])
            v = Math.Min(v, 1);
        var options = new DeconvolutionOptions { SaturationLevel = 1 };
        using DeconvolutionResult filled = Deconvolver.Run(photo, Blur, options),
            first = Deconvolver.Run(photo, Blur, options with { Control = new() { Iterations = 20 } });
        Assert.Equal(120, filled.Planes[0].Report.Iterations);
        (int near, int far) = (0, 0);
        for (int y = 0; y < photo.Shape.Height; y++)
        for (int x = 0; x < photo.Shape.Width; x++)
        {
            bool changed = filled.Image.Row(0, y)[x] != first.Image.Row(0, y)[x];
            int away = Math.Max(Math.Abs(y - 21), Math.Abs(x - 21)) - 5;
            if (away > 6 * Blur.Shape.Width)
                far += changed ? 1 : 0;
            else if (away < 4 * Blur.Shape.Width)
                near += changed ? 1 : 0;
        }

        Assert.Equal(0, far);
        Assert.True(near > 300, $"{near} samples changed");
    }

    [Fact]
    public void Without_untrusted_samples_there_are_no_further_steps()
    {
        (_, PlanarImage photo) = Scenes.Photograph(Scenes.Drawn(Size), Blur, 0.004);
        using DeconvolutionResult result = Deconvolver.Run(photo, Blur, new() { SaturationLevel = 2, FindImpulses = true });
        Assert.Equal(20, result.Planes[0].Report.Iterations);
    }
}
