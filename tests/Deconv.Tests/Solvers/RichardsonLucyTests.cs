using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Solvers;
using Deconv.Tests.Contracts;
using Xunit;

namespace Deconv.Tests.Solvers;

public class RichardsonLucyTests : SolverContract
{
    private static readonly Shape Size = new(15, 18);

    private static (Blur Blur, float[] Observed) Scene(Boundary boundary)
    {
        var blur = new Blur(Psf.Gaussian(1.2), Size, boundary);
        float[] observed = new float[Size.Count];
        blur.Apply(Samples.Positive(blur.Domain.Count, 1), observed);
        return (blur, observed);
    }

    internal override IEnumerable<(string Name, Func<ISolver> Create)> Cases()
    {
        foreach (Boundary boundary in (Boundary[])[Boundary.Unknown, Boundary.Periodic])
        {
            (Blur blur, float[] observed) = Scene(boundary);
            float[] start = [.. Enumerable.Repeat(0.5f, blur.Domain.Count)],
                weights = Samples.Positive(Size.Count, 2);
            yield return ($"{boundary}", () => new RichardsonLucy(blur, observed, start));
            yield return ($"{boundary} weighted", () => new RichardsonLucy(blur, observed, start, weights));
        }
    }

    /// <summary>With a cyclic blur, which loses no light, every iterate holds the light that was observed, and none is negative.</summary>
    [Fact]
    public void Light_is_kept_and_stays_positive()
    {
        (Blur blur, float[] observed) = Scene(Boundary.Periodic);
        observed[7] = -0.2f; // counts as 0
        double light = observed.Sum(v => Math.Max(0, (double)v));
        using var solver = new RichardsonLucy(blur, observed, Samples.Positive(Size.Count, 3));
        for (int i = 0; i < 40; i++)
        {
            solver.Step();
            // A float rounding of 6e-8 per sample and step, and the floor.
            Assert.Equal(light, solver.Solution.ToArray().Sum(v => (double)v), 2e-5 * light);
            Assert.All(solver.Solution.ToArray(), v => Assert.True(v > 0));
        }
    }

    /// <summary>Expectation maximization: the Kullback-Leibler distance never rises, and the residual is what the outcome says.</summary>
    [Fact]
    public void The_distance_falls_and_the_residual_is_the_root_mean_square()
    {
        (Blur blur, float[] observed) = Scene(Boundary.Unknown);
        using var solver = new RichardsonLucy(blur, observed, [.. Enumerable.Repeat(0.5f, blur.Domain.Count)]);
        double last = double.PositiveInfinity;
        float[] model = new float[Size.Count];
        for (int i = 0; i < 60; i++)
        {
            blur.Apply(solver.Solution, model);
            double squares = 0;
            for (int j = 0; j < model.Length; j++)
                squares += Math.Pow((double)model[j] - observed[j], 2);
            StepOutcome outcome = solver.Step(); // of the iterate that entered
            Assert.True(outcome.Objective <= last + 1e-4, $"{outcome.Objective:R} after {last:R}");
            Assert.Equal(Math.Sqrt(squares / model.Length), outcome.Residual, 1e-5);
            last = outcome.Objective;
        }
    }

    [Fact]
    public void A_sample_of_weight_0_has_no_influence()
    {
        (Blur blur, float[] observed) = Scene(Boundary.Unknown);
        float[] weights = [.. Enumerable.Repeat(1f, Size.Count)],
            other = [.. observed],
            start = [.. Enumerable.Repeat(0.5f, blur.Domain.Count)];
        (weights[40], other[40]) = (0, 1e4f);
        using var one = new RichardsonLucy(blur, observed, start, weights);
        using var two = new RichardsonLucy(blur, other, start, weights);
        for (int i = 0; i < 20; i++)
            (_, _) = (one.Step(), two.Step());
        Assert.Equal(one.Solution.ToArray(), two.Solution.ToArray());
    }

    [Fact]
    public void The_truth_is_a_fixed_point()
    {
        (Blur blur, float[] observed) = Scene(Boundary.Periodic);
        float[] truth = Samples.Positive(Size.Count, 1);
        using var solver = new RichardsonLucy(blur, observed, truth);
        for (int i = 0; i < 5; i++)
            solver.Step();
        for (int i = 0; i < truth.Length; i++)
            Assert.Equal(truth[i], solver.Solution[i], 1e-4);
    }

    [Fact]
    public void Lengths_must_fit()
    {
        (Blur blur, float[] observed) = Scene(Boundary.Zero);
        Assert.Throws<ArgumentException>(() => new RichardsonLucy(blur, new float[3], observed));
        Assert.Throws<ArgumentException>(() => new RichardsonLucy(blur, observed, new float[3]));
        Assert.Throws<ArgumentException>(() => new RichardsonLucy(blur, observed, observed, new float[3]));
    }
}
