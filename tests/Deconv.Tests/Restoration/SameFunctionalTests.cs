using Deconv.Objectives.DataTerms;
using Deconv.Objectives.Priors;
using Deconv.Objectives.Priors.Potentials;
using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Restoration;
using Xunit;

namespace Deconv.Tests.Restoration;

/// <summary>One name is one functional: methods that take different ways to it end at nearly the same value of it.</summary>
public class SameFunctionalTests(ITestOutputHelper output)
{
    private const double Lambda = 1e-3;

    /// <summary>
    /// Measured on what all results show, the image: the misfit of the samples that depend on nothing else, and the differences inside it. An image
    /// that minimizes another functional, first differences alone, lies clearly higher.
    /// </summary>
    [Theory]
    [InlineData(0.8)]
    [InlineData(1)]
    public void Gradient_and_nesterov_end_at_the_same_objective(double exponent)
    {
        Psf psf = Psf.Disk(2);
        (_, PlanarImage photo) = Scenes.Photograph(Scenes.Drawn(new(64, 72)), psf, 0.01);
        Prior hyper = Prior.Power(exponent),
            firstOnly = Prior.Custom("first", shape => new GradientPrior<HyperLaplacian>(shape, new((float)exponent, 2e-3f)));
        double fast = Objective(RestorationMethod.Gradient, hyper, 200),
            slow = Objective(RestorationMethod.Nesterov, hyper, 600),
            other = Objective(RestorationMethod.Nesterov, firstOnly, 600);
        output.WriteLine($"gd {fast:G5}, nesterov {slow:G5}, first differences alone {other:G5}, blurred {Value(photo):G5}");
        Assert.InRange(fast / slow, 0.98, 1.02);
        Assert.True(other > 1.05 * Math.Max(fast, slow));
        Assert.True(Value(photo) > 2 * Math.Max(fast, slow));

        double Objective(RestorationMethod method, Prior prior, int iterations)
        {
            var options = new DeconvolutionOptions
            {
                Method = method,
                Prior = prior,
                Lambda = Lambda,
                PsfTrust = PsfTrust.Exact,
                FindImpulses = false,
                Control = new() { Iterations = iterations, Threads = 1 },
            };
            using DeconvolutionResult result = Deconvolver.Run(photo, psf, options);
            Assert.Same(prior, result.Parameters.Prior);
            return Value(result.Image);
        }

        double Value(PlanarImage image)
        {
            var inner = new Shape(image.Shape.Height - psf.Shape.Height + 1, image.Shape.Width - psf.Shape.Width + 1);
            using PlanarImage seen = photo.Crop(psf.Shape.Height - 1 - psf.OriginRow, psf.Shape.Width - 1 - psf.OriginColumn, inner);
            double misfit = new LeastSquares(new Blur(psf, inner), seen[0].ToArray()).Value(image[0]),
                prior = new SmoothDifferencePrior<HyperLaplacian>(image.Shape, new((float)exponent, 2e-3f)).Value(image[0]);
            return misfit + (Lambda * prior);
        }
    }
}
