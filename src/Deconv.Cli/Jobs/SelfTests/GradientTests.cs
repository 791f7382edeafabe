using Deconv.Objectives;
using Deconv.Objectives.DataTerms;
using Deconv.Objectives.Priors;
using Deconv.Objectives.Priors.Potentials;
using Deconv.Operators;

namespace Deconv.Cli.Jobs.SelfTests;

/// <summary>Compares gradients with central differences.</summary>
internal static class GradientTests
{
    public static IEnumerable<SelfTest> All =>
        [
            new("gradient in the image, finite differences", 5e-3, () => Convolutions(imageFixed: false)),
            new("gradient in the kernel, finite differences", 5e-3, () => Convolutions(imageFixed: true)),
            new("gradients of the priors, finite differences", 5e-3, Priors),
        ];

    private static double Convolutions(bool imageFixed) =>
        (
            from extent in Enum.GetValues<Extent>()
            from g in Probe.Geometries(extent)
            let convolution = new Convolution(g)
            let a = imageFixed ? convolution.WithImage(Probe.Signed(g.Image.Count, 1)) : convolution.WithKernel(Probe.Signed(g.Kernel.Count, 2))
            select Error(new LeastSquares(a, Probe.Signed(g.Output.Count, 3)))
        ).Max();

    private static double Priors()
    {
        var shape = new Shape(17, 19);
        IDifferentiable[] priors =
        [
            new GradientPrior<Quadratic>(shape, default),
            new GradientPrior<Charbonnier>(shape, new(0.1f)),
            new GradientPrior<Huber>(shape, new(0.2f)),
            new GradientPrior<HyperLaplacian>(shape, new(0.8f, 0.1f)),
        ];
        return priors.Max(Error);
    }

    /// <summary>|(f(x + hd) − f(x − hd))/2h − ⟨∇f, d⟩| relative to ‖∇f‖·‖d‖.</summary>
    private static double Error(IDifferentiable f)
    {
        const float H = 2e-3f;
        int n = f.Domain.Count;
        float[] x = Probe.Signed(n, 4),
            d = Probe.Signed(n, 5),
            gradient = new float[n];
        f.AccumulateGradient(x, 1, gradient);
        double slope = (f.Value([.. x.Select((v, i) => v + (H * d[i]))]) - f.Value([.. x.Select((v, i) => v - (H * d[i]))])) / (2 * H);
        return Math.Abs(slope - Probe.Dot(gradient, d)) / Math.Max(1e-12, Math.Sqrt(Probe.Dot(gradient, gradient) * Probe.Dot(d, d)));
    }
}
