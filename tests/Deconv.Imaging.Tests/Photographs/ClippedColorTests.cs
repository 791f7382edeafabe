using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Simulation;

namespace Deconv.Imaging.Tests.Photographs;

/// <summary>
/// A photograph of which one channel is clipped: its color is not invented, and it restores no worse than if clipping were ignored.
/// </summary>
public class ClippedColorTests
{
    /// <param name="exposure">Factor of red light.</param>
    /// <param name="before">Whether the scene is clipped before it is blurred, as a picture of a picture is.</param>
    /// <param name="gain">Least gain in dB over believing the clipped samples.</param>
    [Theory]
    [InlineData(2.2f, false, 3)]
    [InlineData(2.2f, true, -0.1)]
    [InlineData(1.45f, true, -0.1)]
    public void Red_that_is_clipped_restores_no_worse_than_if_it_were_believed(float exposure, bool before, double gain)
    {
        using PlanarImage scene = Drawn.Light(new(102, 126), 3, Psf.Delta(), noise: 0);
        foreach (ref float red in scene[0])
            red = before ? Math.Min(1, red * exposure) : red * exposure;
        using PlanarImage truth = scene.Crop(3, 3, new(96, 120));
        PlanarImage light = Degradation.Blur(scene, Drawn.Lens, Boundary.Unknown, threads: 1);
        Degradation.AddGaussianNoise(light, 0.001, 1);
        using var drawn = new Photograph(light);
        using Photograph photograph = Drawn.InFile(drawn, "png");
        double found = Error(Saturation.Automatic),
            believed = Error(Saturation.Off);
        Assert.True(20 * Math.Log10(believed / found) > gain, $"{found:G3} with clipping, {believed:G3} without");

        double Error(Saturation saturation)
        {
            using PhotographRestoration restored = PhotographRestorer.Deblur(photograph, Drawn.Lens, new() { Saturation = saturation });
            foreach (ref float red in restored.Photograph.Color[0])
                red = Math.Min(1, red);
            for (int i = 0; i < truth[0].Length; i++)
                truth[0][i] = Math.Min(1, truth[0][i]);
            return Drawn.Difference(truth, restored.Photograph.Color);
        }
    }
}
