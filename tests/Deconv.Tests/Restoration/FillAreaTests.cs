using Deconv.Psfs;
using Deconv.Restoration;
using Xunit;

namespace Deconv.Tests.Restoration;

/// <summary>Clipped light takes more steps to fill in; everything far from it is restored as if it were not there.</summary>
public class FillAreaTests
{
    private static readonly Shape Size = new(150, 180);

    private static readonly Psf Blur = Psf.Disk(2);

    /// <summary>The same scene with a lamp and with a dark spot in its place, with the same parameters.</summary>
    [Fact]
    public void Far_from_a_lamp_the_answer_is_that_without_it()
    {
        using PlanarImage lit = Photo(6),
            dark = Photo(0.1f);
        using DeconvolutionResult without = Deconvolver.Run(dark, Blur),
            with = Deconvolver.Run(lit, Blur, new() { SaturationLevel = 1, Automatic = without.Parameters.Automatic });
        Assert.Equal((20, 120), (without.Planes[0].Report.Iterations, with.Planes[0].Report.Iterations));
        double far = 0;
        for (int y = 0; y < dark.Shape.Height; y++)
        for (int x = 0; x < dark.Shape.Width; x++)
            if (Math.Max(Math.Abs(y - 21), Math.Abs(x - 21)) > 8 * Blur.Shape.Width)
                far = Math.Max(far, Math.Abs(with.Image.Row(0, y)[x] - without.Image.Row(0, y)[x]));
        Assert.True(far < 1 / 255.0, $"{255 * far:F2} levels");
    }

    [Fact]
    public void Without_untrusted_samples_there_are_no_further_steps()
    {
        using PlanarImage photo = Photo(0.1f);
        using DeconvolutionResult result = Deconvolver.Run(photo, Blur, new() { SaturationLevel = 2, FindImpulses = true });
        Assert.Equal(20, result.Planes[0].Report.Iterations);
    }

    private static PlanarImage Photo(float lamp)
    {
        PlanarImage scene = Scenes.Drawn(Size);
        for (int y = 20; y < 26; y++)
            scene.Row(0, y).Slice(20, 6).Fill(lamp);
        (_, PlanarImage photo) = Scenes.Photograph(scene, Blur, 0.004);
        foreach (ref float v in photo[0])
            v = Math.Min(v, 1);
        return photo;
    }
}
