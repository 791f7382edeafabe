using Deconv.Blind.Steps;
using Deconv.Objectives;
using Deconv.Objectives.DataTerms;
using Deconv.Objectives.Priors;
using Deconv.Objectives.Priors.Potentials;
using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Solvers;
using Deconv.Tests.Contracts;
using Deconv.Tests.Restoration;
using Xunit;

namespace Deconv.Tests.Blind.Steps;

public class AlternatingGradientTests : SolverContract
{
    private const float Weight = 2e-4f,
        Epsilon = 1e-2f;
    private static readonly Shape Scene = new(48, 56),
        Kernel = new(7, 7);
    private static readonly Psf Truth = Psf.Parse("motion:5,30");

    internal override IEnumerable<(string Name, Func<ISolver> Create)> Cases() => [("log prior", () => Make(out _))];

    [Fact]
    public void Every_step_lowers_the_objective_and_keeps_the_kernel_a_psf()
    {
        using AlternatingGradient solver = Make(out float[] observed);
        double last = Objective(solver, observed);
        for (int i = 0; i < 60; i++)
        {
            StepOutcome outcome = solver.Step();
            Assert.True(outcome.Objective <= last * (1 + 1e-6), $"step {i}: {last} to {outcome.Objective}");
            last = outcome.Objective;
            Assert.Equal(1, Samples.ToDouble(solver.Kernel).Sum(), 1e-4);
            Assert.True(solver.Kernel.ToArray().All(v => v >= 0) && solver.Solution.ToArray().All(v => v >= 0));
        }

        Assert.Equal(Objective(solver, observed), last, 1e-3 * last);
    }

    /// <summary>From the true latent image the kernel step is a convex problem: it must find the kernel.</summary>
    [Fact]
    public void From_the_truth_the_kernel_is_found()
    {
        using PlanarImage scene = Scenes.Drawn(Scene);
        using AlternatingGradient solver = Make(out _, scene[0].ToArray());
        for (int i = 0; i < 150; i++)
            solver.Step();
        double similarity = PsfSimilarity.Of(Psf.FromSamples(Kernel, solver.Kernel), Truth);
        Assert.True(similarity > 0.95, $"{similarity}");
    }

    private static AlternatingGradient Make(out float[] observed, float[]? latent = null)
    {
        using PlanarImage scene = Scenes.Drawn(Scene);
        var convolution = new Convolution(Scene, Kernel, Extent.Valid);
        var kernel = new float[Kernel.Count];
        int top = (Kernel.Height - Truth.Shape.Height) / 2,
            left = (Kernel.Width - Truth.Shape.Width) / 2;
        for (int y = 0; y < Truth.Shape.Height; y++)
        for (int x = 0; x < Truth.Shape.Width; x++)
            kernel[((y + top) * Kernel.Width) + x + left] = Truth.Samples[(y * Truth.Shape.Width) + x];
        observed = new float[convolution.Geometry.Output.Count];
        convolution.WithKernel(kernel).Apply(scene[0], observed);
        if (latent is null)
            Array.Fill(latent = new float[Scene.Count], 0.4f);
        var flat = new float[Kernel.Count];
        Array.Fill(flat, 1f / Kernel.Count);
        return new AlternatingGradient(convolution, observed, latent, flat, Weight, Epsilon);
    }

    private static double Objective(AlternatingGradient solver, float[] observed)
    {
        FrozenConvolution blur = new Convolution(Scene, Kernel, Extent.Valid).WithKernel(solver.Kernel);
        return new Objective((1, new LeastSquares(blur, observed)), (Weight, new GradientPrior<Logarithm>(Scene, new(Epsilon)))).Value(
            solver.Solution
        );
    }
}
