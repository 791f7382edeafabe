using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Restoration;
using Deconv.Simulation;
using Xunit;

namespace Deconv.Tests.Restoration;

/// <summary>What goes in with a size comes out with it.</summary>
public class OutputSizeTests
{
    /// <summary>Odd, even and prime sides, odd and even PSFs, every boundary, several methods.</summary>
    [Fact]
    public void The_answer_has_the_size_of_the_image_whatever_the_parities()
    {
        foreach (Shape shape in (Shape[])[new(31, 37), new(32, 40), new(33, 41), new(47, 30), new(1, 61)])
        foreach (Psf psf in (Psf[])[Psf.Box(3, Math.Min(3, shape.Height)), Psf.Box(2, Math.Min(2, shape.Height)), Psf.Box(4, 1)])
        foreach (Boundary boundary in (Boundary[])[Boundary.Unknown, Boundary.Replicate, Boundary.Periodic])
        foreach (
            RestorationMethod method in (RestorationMethod[])
                [RestorationMethod.Gradient, RestorationMethod.RichardsonLucy, RestorationMethod.Nesterov]
        )
        {
            if (boundary != Boundary.Unknown && method == RestorationMethod.Gradient)
                continue; // it solves for what lies outside
            using var picture = new PlanarImage(shape, 1);
            picture[0].Fill(0.5f);
            Degradation.AddGaussianNoise(picture, 0.05, 1);
            if (!shape.Contains(psf.Shape))
                continue;
            using DeconvolutionResult result = Deconvolver.Run(
                picture,
                psf,
                new()
                {
                    Method = method,
                    Boundary = boundary,
                    Control = new() { Iterations = 2 },
                }
            );
            Assert.Equal(shape, result.Image.Shape);
        }
    }
}
