using Deconv.Numerics.Fft;
using Deconv.Objectives.Constraints;
using Deconv.Objectives.Priors;
using Deconv.Objectives.Priors.Learned;
using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Solvers;
using Deconv.Solvers.Preconditioned;
using Deconv.Solvers.StepRules;
using Deconv.Tests.Contracts;
using Deconv.Tests.Oracles;
using Xunit;

namespace Deconv.Tests.Solvers;

public class PreconditionedGradientTests(ITestOutputHelper output) : SolverContract
{
    private static readonly Shape Picture = new(11, 13);

    /// <summary>A frame the blur of which cannot wrap into the image, as the restoration makes it.</summary>
    private static MaskedFrame Frame(Psf psf, float[] observed, float[]? weights = null)
    {
        var margins = new Margins(psf.Shape.Height - 1 - psf.OriginRow, psf.OriginRow, psf.Shape.Width - 1 - psf.OriginColumn, psf.OriginColumn);
        return new MaskedFrame(RealFft2D.FastShape(margins.Around(Picture)), Picture, margins, observed, weights);
    }

    private static float[] Observed(Psf psf)
    {
        var blur = new Blur(psf, Picture);
        float[] scene = new float[blur.Domain.Count],
            observed = new float[Picture.Count],
            grain = Samples.Normal(Picture.Count, 2);
        for (int i = 0; i < scene.Length; i++)
            scene[i] = (i / blur.Domain.Width) + (i % blur.Domain.Width) < 14 ? 0.2f : 0.8f;
        blur.Apply(scene, observed);
        for (int i = 0; i < observed.Length; i++)
            observed[i] += 0.01f * grain[i];
        return observed;
    }

    private static PreconditionedGradient Create(Psf psf, float[]? weights, double p, double modelError, Schedule schedule)
    {
        using MaskedFrame frame = Frame(psf, Observed(psf), weights);
        return One(frame, psf, new DifferencePrior(frame.Shape, p), schedule.Lambda, modelError, schedule);
    }

    private static PreconditionedGradient One(
        MaskedFrame frame,
        Psf psf,
        DifferencePrior prior,
        double lambda,
        double modelError,
        Schedule schedule,
        LearnedPull? learned = null
    ) => new([new DescentPlane(frame, prior, lambda, modelError, schedule, learned)], psf, new RobustSchedule(0.01));

    internal override IEnumerable<(string Name, Func<ISolver> Create)> Cases() =>
        from p in (double[])[0.5, 0.8, 1]
        from weighted in (bool[])[false, true]
        from modelError in (double[])[0, 1e-4]
        from steps in (int[])[1, 20]
        select (
            $"p {p}, {modelError}, {weighted}, {steps}",
            (Func<ISolver>)(
                () =>
                    Create(Psf.Parse("motion:4,30"), weighted ? Samples.Positive(Picture.Count, 3) : null, p, modelError, new Schedule(steps, 0.002))
            )
        );

    /// <summary>Three planes restored together, some samples clipped, some held back, with the robust potential.</summary>
    private static PreconditionedGradient Color(int threads = 1)
    {
        Psf psf = Psf.Parse("motion:4,30");
        DescentPlane[] planes =
        [
            .. Enumerable
                .Range(0, 3)
                .Select(p =>
                {
                    float[] mask =
                    [
                        .. Enumerable
                            .Range(0, Picture.Count)
                            .Select(i =>
                                i % 17 == p ? -1f
                                : i % 29 == p ? 0
                                : 1
                            ),
                    ];
                    MaskedFrame frame = Frame(psf, [.. Observed(psf).Select(v => p == 0 ? v : 0.1f * v)], mask);
                    HeldSample[] held =
                    [
                        .. Enumerable
                            .Range(0, Picture.Count)
                            .Where(i => i % 29 == p && i % 17 != p)
                            .Select(i => new HeldSample(frame.PositionOf(i), i % 2 == 0 ? 0 : 0.7f, 1)),
                    ];
                    return new DescentPlane(frame, new DifferencePrior(frame.Shape, 0.8, threads), 0.001, 1e-4, new Schedule(12, 0.001))
                    {
                        Held = held,
                    };
                }),
        ];
        return new(planes, psf, new RobustSchedule(0.02), threads);
    }

    [Fact]
    public void Color_with_outliers_keeps_the_contract_of_a_solver()
    {
        CheckAllocation("color", () => Color());
        float[] first = Run(Color()),
            again = Run(Color()),
            threads = Run(Color(3));
        Assert.Equal(first, again);
        Assert.Equal(first, threads);
        Assert.All(first, v => Assert.True(float.IsFinite(v)));

        static float[] Run(PreconditionedGradient solver)
        {
            using (solver)
            {
                for (int i = 0; i < 20; i++)
                    solver.Step();
                return solver.Solution.ToArray();
            }
        }
    }

    /// <summary>Once the potential no longer changes, every step without momentum lowers Σ M ρ(h∗x − y) plus the prior.</summary>
    [Fact]
    public void With_the_robust_potential_every_step_without_momentum_descends()
    {
        const double Lambda = 0.002;
        Psf psf = Psf.Parse("motion:4,30");
        float[] observed = Observed(psf);
        for (int i = 5; i < observed.Length; i += 13)
            observed[i] = i % 2;
        using MaskedFrame frame = Frame(psf, observed, [.. Enumerable.Range(0, Picture.Count).Select(i => i % 19 == 0 ? -1f : 3f)]);
        using var solver = new PreconditionedGradient(
            [new DescentPlane(frame, new DifferencePrior(frame.Shape, 1), Lambda, 0, new Schedule(1, Lambda))],
            psf,
            new RobustSchedule(0.2)
        );
        double last = double.PositiveInfinity;
        for (int i = 0; i < 100; i++)
        {
            double value = solver.Step().Objective;
            if (i > 1)
                Assert.True(value <= last * (1 + 1e-4), $"step {i}: {value:R} after {last:R}");
            last = value;
        }
    }

    /// <summary>One sample in 23 replaced by black or white: the answer is nearly that of the image without them.</summary>
    [Fact]
    public void Outliers_hardly_change_the_answer()
    {
        Psf psf = Psf.Parse("disk:1.5");
        float[] clean = Observed(psf),
            struck = [.. clean.Select((v, i) => i % 23 == 4 ? i % 2 : v)];
        float[] expected = Restore(clean, 3),
            robust = Restore(struck, 3),
            plain = Restore(struck, 1);
        double near = Distance(robust),
            far = Distance(plain);
        output.WriteLine($"{near:G3} robust, {far:G3} least squares");
        Assert.True(near < 0.35 * far);

        double Distance(float[] x) => Math.Sqrt(x.Zip(expected, (a, b) => (a - b) * (double)(a - b)).Average());

        float[] Restore(float[] picture, float mask)
        {
            using MaskedFrame frame = Frame(psf, picture, [.. Enumerable.Repeat(mask, Picture.Count)]);
            float[] cropped = new float[Picture.Count];
            using var solver = new PreconditionedGradient(
                [new DescentPlane(frame, new DifferencePrior(frame.Shape, 0.8), 0.001, 0, new Schedule(60, 0.001))],
                psf,
                new RobustSchedule(0.01)
            );
            for (int i = 0; i < 60; i++)
                solver.Step();
            frame.Crop(solver.Solution, cropped);
            return cropped;
        }
    }

    /// <summary>
    /// A schedule of one step goes on for ever with one penalty and no momentum. Run to the end, the method minimizes the half-quadratic
    /// objective: a long run of plain accelerated descent on that objective, written from its definition, finds no lower value and the same image.
    /// Blurs small enough that no frequency is all but lost: those converge in millions of steps only. A weight w counts as w r², as in every
    /// method.
    /// </summary>
    [Theory]
    [InlineData("gaussian:0.5", false)]
    [InlineData("motion:4,30", false)]
    [InlineData("disk:1", true)]
    public void With_a_fixed_penalty_it_minimizes_the_half_quadratic_objective(string text, bool weighted)
    {
        const double Lambda = 0.0002,
            Beta = 512 * Lambda;
        Psf psf = Psf.Parse(text);
        float[]? weights = weighted ? [.. Samples.Positive(Picture.Count, 3).Select(v => v < 0.1f ? 0 : v)] : null;
        using MaskedFrame frame = Frame(psf, Observed(psf), weights),
            taken = Frame(psf, Observed(psf), weights);
        var energy = new HalfQuadratic(frame.Shape, psf, frame.Observed.ToArray(), [.. frame.Mask.ToArray().Select(MathF.Sqrt)], Lambda, Beta);
        using var fast = One(taken, psf, new DifferencePrior(frame.Shape, 1), Lambda, 0, new Schedule(4000, Lambda));
        for (int i = 0; i < 8000; i++)
            fast.Step();

        // L of the smooth objective: 1 for the data, β Σ ‖f‖² = β (4 + 4 + 16 + 16 + 16) for the envelopes.
        using var slow = new ProximalGradient(
            energy,
            Box.None(frame.Shape),
            new FixedStep((float)(1 / (1 + (56 * Beta)))),
            frame.Start,
            accelerate: true
        );
        for (int i = 0; i < 3000; i++)
            slow.Step();
        double reached = energy.Value(fast.Solution),
            least = energy.Value(slow.Solution);

        output.WriteLine($"{text}: {reached:R} of {least:R}");
        Assert.InRange(reached, least * (1 - 1e-3), least * (1 + 1e-3));
        float[] a = new float[Picture.Count],
            b = new float[Picture.Count];
        frame.Crop(fast.Solution, a);
        frame.Crop(slow.Solution, b);
        for (int i = 0; i < a.Length; i++)
            Assert.Equal(b[i], a[i], 1.5e-2); // flat directions: values that agree to 0.1 % leave this much at edges
    }

    /// <summary>
    /// A long restoration with the prior that is not convex: its objective is not above where the slow method ends, plain gradient descent at
    /// the last penalty, twenty times as long.
    /// </summary>
    [Theory]
    [InlineData("gaussian:0.7")]
    [InlineData("motion:4,30")]
    [InlineData("disk:1.5")]
    public void With_the_prior_that_is_not_convex_it_ends_no_higher_than_the_slow_method(string text)
    {
        const double Lambda = 0.0005,
            P = 0.8;
        Psf psf = Psf.Parse(text);
        using MaskedFrame frame = Frame(psf, Observed(psf)),
            taken = Frame(psf, Observed(psf));
        var energy = new HalfQuadratic(frame.Shape, psf, frame.Observed.ToArray(), frame.Mask.ToArray(), Lambda, 1);
        var pull = new DifferencePrior(frame.Shape, P);
        using var fast = One(taken, psf, pull, Lambda, 0, new Schedule(100, Lambda));
        for (int i = 0; i < 100; i++)
            fast.Step();
        float[] x = frame.Start.ToArray(),
            g = new float[x.Length];
        const double Beta = 512 * Lambda;
        for (int i = 0; i < 2000; i++)
        {
            pull.Pull(x, Lambda, Beta, g);
            double[] data = energy.DataGradient(x);
            for (int n = 0; n < x.Length; n++)
                x[n] -= (float)((data[n] + (Beta * g[n])) / (1 + (56 * Beta)));
        }

        double reached = energy.Unsplit(fast.Solution, P),
            slow = energy.Unsplit(x, P);
        output.WriteLine($"{text}: {reached:R}, slow {slow:R}, start {energy.Unsplit(frame.Start, P):R}");
        Assert.True(reached <= slow * 1.001, $"{reached:R} above {slow:R}");
    }

    [Fact]
    public void Every_step_without_momentum_descends()
    {
        const double Lambda = 0.002;
        Psf psf = Psf.Parse("motion:4,30");
        using MaskedFrame frame = Frame(psf, Observed(psf), [.. Samples.Positive(Picture.Count, 4).Select(v => v < 0.2f ? 0f : 1f)]);
        var energy = new HalfQuadratic(frame.Shape, psf, frame.Observed.ToArray(), frame.Mask.ToArray(), Lambda, 512 * Lambda);
        using var solver = One(frame, psf, new DifferencePrior(frame.Shape, 1), Lambda, 0, new Schedule(1, Lambda));
        double last = energy.Value(solver.Solution);
        for (int i = 0; i < 100; i++)
        {
            solver.Step();
            double value = energy.Value(solver.Solution);
            Assert.True(value <= last * (1 + 1e-5), $"step {i}: {value:R} after {last:R}");
            last = value;
        }
    }

    /// <summary>The schedule that restorations run: the misfit falls to a small part of where it began, and the outcome reports it.</summary>
    [Fact]
    public void The_misfit_falls_over_the_schedule()
    {
        Psf psf = Psf.Parse("disk:2");
        using MaskedFrame frame = Frame(psf, Observed(psf));
        var energy = new HalfQuadratic(frame.Shape, psf, frame.Observed.ToArray(), frame.Mask.ToArray(), 0.001, 1);
        using var solver = One(frame, psf, new DifferencePrior(frame.Shape, 0.8), 0.001, 0, new Schedule(20, 0.001));
        double start = energy.Misfit(solver.Solution);
        StepOutcome first = solver.Step(),
            last = first;
        Assert.Equal(Math.Sqrt(2 * start / Picture.Count), first.Residual, 1e-5); // of the iterate it started from
        for (int i = 1; i < 20; i++)
            last = solver.Step();
        Assert.True(energy.Misfit(solver.Solution) < 0.15 * start, $"{energy.Misfit(solver.Solution):G3} of {start:G3}");
        Assert.True(last.Residual < 0.02);
        Assert.True(last.RelativeChange < first.RelativeChange);
    }

    /// <summary>Not even through the first latent image.</summary>
    [Fact]
    public void Samples_of_weight_0_have_no_influence_at_all()
    {
        Psf psf = Psf.Parse("disk:1.5");
        float[] observed = Observed(psf),
            weights = [.. Enumerable.Repeat(1f, Picture.Count)];
        foreach (int i in (int[])[0, 5, 6, 7, 12, 40, 60, 142])
            weights[i] = 0;
        weights.AsSpan(4 * 13, 13).Clear(); // a whole row
        float[] answer = Restore(observed);
        foreach (float value in (float[])[0, -3, 1e5f])
            Assert.Equal(answer, Restore([.. observed.Select((v, i) => weights[i] == 0 ? value : v)]));

        float[] Restore(float[] picture)
        {
            using MaskedFrame frame = Frame(psf, picture, weights);
            using var solver = One(frame, psf, new DifferencePrior(frame.Shape, 0.8), 0.001, 1e-4, new Schedule(20, 0.001));
            for (int i = 0; i < 20; i++)
                solver.Step();
            return solver.Solution.ToArray();
        }
    }

    /// <summary>
    /// Where nothing is blurred and everything seen, a step with the learned prior has a closed form: x⁺ = (y + b z)/(1 + b), z being x denoised.
    /// </summary>
    [Fact]
    public void A_step_with_the_learned_prior_minimizes_the_misfit_and_the_distance_from_the_denoised()
    {
        Shape shape = RealFft2D.FastShape(new(24, 30));
        float[] y = Samples.Positive(shape.Count, 8),
            z = new float[shape.Count];
        LearnedPrior prior = NetworkOracle.Random(9);
        using var frame = new MaskedFrame(shape, shape, default, y, default);
        using var learned = new LearnedPull(shape, prior, 0.05, false, 1, default);
        using var solver = One(frame, Psf.Delta(), new DifferencePrior(shape, 0.8), 0.01, 0, new Schedule(3, 0.01), learned);
        for (int i = 0; i < 3; i++)
            solver.Step();
        for (int step = 0; step < 2; step++)
        {
            float[] x = solver.Solution.ToArray();
            learned.Pull(x, step, z);
            for (int i = 0; i < z.Length; i++)
                z[i] = x[i] - z[i];
            double b = learned.Penalty(step),
                energy = Enumerable.Range(0, z.Length).Sum(i => (0.5 * Math.Pow(x[i] - y[i], 2)) + (0.5 * b * Math.Pow(x[i] - z[i], 2)));
            Assert.Equal(energy, solver.Step().Objective, 1e-3 * energy);
            for (int i = 0; i < z.Length; i++)
                Assert.Equal((y[i] + (b * z[i])) / (1 + b), solver.Solution[i], 1e-4);
        }
    }

    [Fact]
    public void The_schedule_climbs_from_8_to_512_lambda_and_stays()
    {
        var schedule = new Schedule(20, 0.5);
        Assert.Equal((8 * 0.5, 0f), schedule.At(0));
        Assert.Equal(512 * 0.5, schedule.At(19).Penalty, 1e-9);
        Assert.Equal(512 * 0.5, schedule.At(50).Penalty, 1e-9);
        Assert.Equal(0, schedule.At(19).Momentum);
        Assert.True(new Schedule(100, 0.5).At(50).Momentum > schedule.At(10).Momentum); // filling in areas takes the longer memory
        for (int t = 1; t < 19; t++)
        {
            Assert.Equal(Math.Pow(64, 1.0 / 19), schedule.At(t).Penalty / schedule.At(t - 1).Penalty, 1e-9);
            Assert.InRange(schedule.At(t).Momentum, 0.5f, 0.95f);
        }
    }
}
