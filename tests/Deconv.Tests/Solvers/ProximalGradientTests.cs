using Deconv.Objectives;
using Deconv.Objectives.Constraints;
using Deconv.Objectives.DataTerms;
using Deconv.Objectives.Priors;
using Deconv.Objectives.Priors.Potentials;
using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Solvers;
using Deconv.Solvers.StepRules;
using Deconv.Tests.Contracts;
using Deconv.Tests.Oracles;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Deconv.Tests.Solvers;

public class ProximalGradientTests : SolverContract
{
    private static readonly Shape Size = new(12, 14);

    private static (FrozenConvolution Blur, float[] Observed) Blurred(Shape size, string psf, double noise = 0.01)
    {
        Psf kernel = Psf.Parse(psf);
        FrozenConvolution blur = new Convolution(size, kernel.Shape, Extent.Same).WithKernel(kernel.Samples);
        float[] observed = new float[size.Count],
            grain = Samples.Normal(size.Count, 2);
        blur.Apply(Samples.Positive(size.Count, 1), observed);
        for (int i = 0; i < observed.Length; i++)
            observed[i] += (float)noise * grain[i];
        return (blur, observed);
    }

    internal override IEnumerable<(string Name, Func<ISolver> Create)> Cases()
    {
        (FrozenConvolution blur, float[] observed) = Blurred(Size, "gaussian:1");
        var misfit = new LeastSquares(blur, observed);
        var smooth = new Objective((1, misfit), (0.01f, new GradientPrior<Charbonnier>(Size, new(0.01f))));
        IStepRule[] rules = [new FixedStep(0.9f), new Backtracking(), new BarzilaiBorwein()];
        IProximable[] simples = [Box.None(Size), Box.NonNegative(Size), new TotalVariation(Size, 0.01f, 10, 0)];
        return from rule in rules
            from simple in simples
            from accelerate in (bool[])[false, true]
            where !(accelerate && rule is BarzilaiBorwein)
            from f in (IDifferentiable[])[misfit, smooth]
            select ($"{rule} {simple} {accelerate} {f}", (Func<ISolver>)(() => new ProximalGradient(f, simple, rule, observed, accelerate)));
    }

    /// <summary>
    /// ½‖Ax − b‖² + ½μ‖∇x‖²: the solution of (AᵀA + μDᵀD) x = Aᵀb, by a dense factorization in double precision.
    /// </summary>
    [Theory]
    [InlineData(false, "fixed", 400)]
    [InlineData(true, "fixed", 120)]
    [InlineData(true, "backtracking", 120)]
    [InlineData(false, "bb", 90)]
    public void A_quadratic_ends_at_its_closed_form(bool accelerate, string rule, int ceiling)
    {
        (FrozenConvolution blur, float[] observed) = Blurred(Size, "gaussian:0.8");
        const float Mu = 0.1f;
        var f = new Objective((1, new LeastSquares(blur, observed)), (Mu, new GradientPrior<Quadratic>(Size, default)));
        Matrix<double> a = ConvolutionMatrix.OfKernel(ConvolutionGeometry.Of(Size, Psf.Gaussian(0.8).Shape, Extent.Same), Psf.Gaussian(0.8).Samples),
            d = Gradient(Size);
        Vector<double> expected = ((a.TransposeThisAndMultiply(a) + (Mu * d.TransposeThisAndMultiply(d))))
            .Cholesky()
            .Solve(a.TransposeThisAndMultiply(Vector<double>.Build.DenseOfArray(Samples.ToDouble(observed))));
        IStepRule step = rule switch
        {
            "fixed" => new FixedStep(1 / 1.8f),
            "backtracking" => new Backtracking(),
            _ => new BarzilaiBorwein(),
        }; // ‖A‖² ≤ 1, ‖∇‖² ≤ 8
        using var solver = new ProximalGradient(f, Box.None(Size), step, new float[Size.Count], accelerate);
        for (int i = 0; i < ceiling; i++)
            solver.Step();
        Assert.True(Samples.RelativeError(solver.Solution, expected) < 1e-4, $"error {Samples.RelativeError(solver.Solution, expected):G3}");
    }

    /// <summary>
    /// x ≥ 0: the conditions of optimality, which no other point meets for this strictly convex problem. The gradient is 0 where x is positive
    /// and not negative where x is 0.
    /// </summary>
    [Fact]
    public void Nonnegative_least_squares_meets_the_conditions_of_optimality()
    {
        (FrozenConvolution blur, float[] observed) = Blurred(Size, "gaussian:0.6");
        for (int i = 0; i < observed.Length; i += 3)
            observed[i] -= 0.8f; // so that the bound is met in many places
        var f = new LeastSquares(blur, observed);
        using var solver = new ProximalGradient(f, Box.NonNegative(Size), new FixedStep(1), new float[Size.Count], accelerate: true);
        for (int i = 0; i < 400; i++)
            solver.Step();
        float[] gradient = new float[Size.Count];
        f.AccumulateGradient(solver.Solution, 1, gradient);
        int bound = 0;
        for (int i = 0; i < gradient.Length; i++)
        {
            if (solver.Solution[i] > 0)
                Assert.Equal(0, gradient[i], 1e-4);
            else
            {
                Assert.True(gradient[i] > -1e-4, $"gradient {gradient[i]:G3} at the bound");
                bound++;
            }
        }

        Assert.InRange(bound, 20, 150);
    }

    /// <summary>With A = 1 one proximal map is the answer: ISTA and FISTA end at the denoised picture.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Total_variation_denoising_ends_at_its_proximal_map(bool accelerate)
    {
        float[] noisy = Samples.Positive(Size.Count, 5),
            expected = new float[Size.Count];
        var tv = new TotalVariation(Size, 0.1f, 500);
        tv.Prox(noisy, 1, expected);
        var f = new LeastSquares(new Convolution(Size, new(1, 1), Extent.Same).WithKernel([1]), noisy);
        using var solver = new ProximalGradient(f, new TotalVariation(Size, 0.1f, 300), new FixedStep(0.5f), new float[Size.Count], accelerate);
        for (int i = 0; i < 60; i++)
            solver.Step();
        Assert.True(Samples.RelativeError(solver.Solution, expected.Select(v => (double)v)) < 1e-3);
    }

    public static TheoryData<IStepRule, bool> Descending =>
        new()
        {
            { new FixedStep(0.98f), false },
            { new FixedStep(1.9f), true },
            { new Backtracking(), false },
            { new Backtracking(64, 0.3f), false },
            { new Backtracking(1, 0.5f, 1.5f), false },
        };

    /// <summary>Descent for steps below 1/L with any g, below 2/L without g, and for backtracking; slack for rounding, which the rule allows 1e-6 of
    /// f, and for the proximal map of total variation, which is not exact.</summary>
    [Theory]
    [MemberData(nameof(Descending))]
    public void The_objective_never_rises(IStepRule rule, bool unconstrained)
    {
        (FrozenConvolution blur, float[] observed) = Blurred(Size, "disk:2");
        foreach (
            IProximable g in unconstrained
                ? (IProximable[])[Box.None(Size)]
                : [Box.None(Size), Box.NonNegative(Size), new TotalVariation(Size, 0.01f, 200)]
        )
        {
            using var solver = new ProximalGradient(new LeastSquares(blur, observed), g, rule, Samples.Positive(Size.Count, 6));
            double last = double.PositiveInfinity;
            for (int i = 0; i < 60; i++)
            {
                double objective = solver.Step().Objective;
                Assert.True(objective <= last * (1 + 3e-5), $"{rule}, step {i}: {objective:R} after {last:R}");
                last = objective;
            }
        }
    }

    [Fact]
    public void Twice_too_long_a_step_diverges_and_backtracking_does_not()
    {
        (FrozenConvolution blur, float[] observed) = Blurred(Size, "gaussian:1");
        using var far = new ProximalGradient(new LeastSquares(blur, observed), Box.None(Size), new FixedStep(4), observed);
        using var careful = new ProximalGradient(new LeastSquares(blur, observed), Box.None(Size), new Backtracking(1e6f), observed);
        double first = far.Step().Objective,
            last = 0,
            end = 0;
        for (int i = 0; i < 30; i++)
            (last, end) = (far.Step().Objective, careful.Step().Objective);
        Assert.True(last > 100 * first);
        Assert.True(end < first);
    }

    /// <summary>Steps until f is within 1e-6 of its start above the least value seen by a long run.</summary>
    [Fact]
    public void Momentum_and_curvature_pay_on_an_ill_conditioned_blur()
    {
        (FrozenConvolution blur, float[] observed) = Blurred(new(24, 24), "gaussian:0.6", 0);
        var f = new LeastSquares(blur, observed);
        Box g = Box.None(f.Domain);
        double start = f.Value(observed);
        int plain = Steps(new FixedStep(1), false),
            fista = Steps(new FixedStep(1), true),
            curvature = Steps(new BarzilaiBorwein(), false);
        Assert.True(fista * 4 < plain, $"momentum {fista}, plain {plain}");
        Assert.True(curvature * 4 < plain, $"Barzilai-Borwein {curvature}, fixed {plain}");

        // The exact picture is a minimizer, so the least value is 0 and 1e-6 of the start is a fair target.
        int Steps(IStepRule rule, bool accelerate)
        {
            using var solver = new ProximalGradient(f, g, rule, observed, accelerate);
            int steps = 1;
            while (solver.Step().Objective > 1e-6 * start && steps < 5000)
                steps++;
            return steps;
        }
    }

    /// <summary>
    /// Strongly convex and badly scaled: momentum overshoots, and starting it anew when it points uphill ends the swings (O'Donoghue and
    /// Candès). Against the same recursion without restarts, written out here.
    /// </summary>
    [Fact]
    public void Restarting_momentum_converges_where_plain_momentum_swings()
    {
        const int N = 40,
            Count = 800;
        float[] scale = [.. Enumerable.Range(0, N).Select(i => MathF.Pow(0.1f, 1.5f * i / N))],
            observed = Samples.Signed(N, 3);
        var f = new LeastSquares(new Diagonal(scale), observed);
        using var solver = new ProximalGradient(f, Box.None(new(1, N)), new FixedStep(1), new float[N], accelerate: true);
        for (int i = 0; i < Count; i++)
            solver.Step();

        double[] x = new double[N],
            y = new double[N];
        double theta = 1;
        for (int i = 0; i < Count; i++)
        {
            double next = (1 + Math.Sqrt(1 + (4 * theta * theta))) / 2;
            for (int j = 0; j < N; j++)
            {
                double moved = y[j] - (scale[j] * ((scale[j] * y[j]) - observed[j]));
                y[j] = moved + ((theta - 1) / next * (moved - x[j]));
                x[j] = moved;
            }

            theta = next;
        }

        double swinging = 0.5 * Enumerable.Range(0, N).Sum(j => Math.Pow((scale[j] * x[j]) - observed[j], 2));
        Assert.True(f.Value(solver.Solution) < 0.1 * swinging, $"{f.Value(solver.Solution):G3} with restarts, {swinging:G3} without");
    }

    [Fact]
    public void The_start_is_copied_and_shapes_must_fit()
    {
        (FrozenConvolution blur, float[] observed) = Blurred(Size, "gaussian:1");
        var f = new LeastSquares(blur, observed);
        float[] start = Samples.Positive(Size.Count, 1);
        using var solver = new ProximalGradient(f, Box.None(Size), new FixedStep(1), start);
        float[] copy = [.. start];
        Array.Clear(start);
        Assert.Equal(copy, solver.Solution.ToArray());
        Assert.Throws<ArgumentException>(() => new ProximalGradient(f, Box.None(new(3, 3)), new FixedStep(1), start));
        Assert.Throws<ArgumentException>(() => new ProximalGradient(f, Box.None(Size), new FixedStep(1), new float[5]));
    }

    private sealed class Diagonal(float[] scale) : ILinearOperator
    {
        public Shape Domain => new(1, scale.Length);

        public Shape Codomain => Domain;

        public void Apply(ReadOnlySpan<float> x, Span<float> y)
        {
            for (int i = 0; i < scale.Length; i++)
                y[i] = scale[i] * x[i];
        }

        public void Adjoint(ReadOnlySpan<float> y, Span<float> x) => Apply(y, x);
    }

    /// <summary>Forward differences as a matrix, zero across the last row and column.</summary>
    private static Matrix<double> Gradient(Shape shape)
    {
        var d = Matrix<double>.Build.Sparse(2 * shape.Count, shape.Count);
        for (int y = 0; y < shape.Height; y++)
        for (int x = 0; x < shape.Width; x++)
        {
            int at = (y * shape.Width) + x;
            if (x + 1 < shape.Width)
                (d[at, at], d[at, at + 1]) = (-1, 1);
            if (y + 1 < shape.Height)
                (d[shape.Count + at, at], d[shape.Count + at, at + shape.Width]) = (-1, 1);
        }

        return d;
    }
}
