using Deconv.Objectives.Priors;
using Deconv.Objectives.Priors.Potentials;
using Deconv.Psfs;
using Deconv.Restoration;
using Deconv.Restoration.Verdict;
using Deconv.Solvers;
using Deconv.Solvers.StoppingRules;
using Xunit;

namespace Deconv.Tests.Restoration;

public class FacadeTests
{
    private static readonly Psf Streak = Psf.Motion(5, 30);

    private static PlanarImage Photo(int planes = 1) => Scenes.Photograph(Scenes.Drawn(new(60, 71), planes), Streak, 0.01).Photo;

    [Fact]
    public async Task The_asynchronous_run_is_the_same_run()
    {
        using PlanarImage photo = Photo(3);
        using DeconvolutionResult here = Deconvolver.Run(photo, Streak),
            there = await Deconvolver.RunAsync(photo, Streak);
        for (int p = 0; p < 3; p++)
            Assert.True(here.Image[p].SequenceEqual(there.Image[p]));
        Assert.Equal(here.Check, there.Check);
    }

    [Fact]
    public async Task Canceling_the_asynchronous_run_throws_or_returns_what_there_is()
    {
        using PlanarImage photo = Photo(3);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Deconvolver.RunAsync(photo, Streak, cancellationToken: new(true)));
        using DeconvolutionResult early = await Deconvolver.RunAsync(
            photo,
            Streak,
            new()
            {
                Control = new() { OnCancel = CancelBehavior.ReturnBest },
                FindImpulses = false,
            },
            null,
            new(true)
        );
        Assert.Equal((StopReason.Canceled, FitVerdict.NotChecked, FitCause.Canceled), (early.StopReason, early.Check.Verdict, early.Check.Cause));
        for (int p = 0; p < 3; p++)
        for (int i = 0; i < photo[p].Length; i++)
            Assert.Equal(photo[p][i], early.Image[p][i], 1e-5);
    }

    [Fact]
    public void Wrong_arguments_are_told_before_anything_is_awaited()
    {
        using PlanarImage photo = Photo();
        Assert.Throws<ArgumentNullException>(() =>
        {
            _ = Deconvolver.RunAsync(null!, Streak);
        });
        Assert.Throws<ArgumentException>(() =>
        {
            _ = Deconvolver.RunAsync(photo, Streak, new() { Control = new() { Iterations = 0 } });
        });
        Assert.Throws<InvalidPsfException>(() =>
        {
            _ = Deconvolver.RunAsync(photo, Psf.Box(99));
        });
    }

    [Fact]
    public void Progress_never_falls()
    {
        using PlanarImage photo = Photo(3);
        for (int i = 0; i < 40; i++)
            photo[0][(i * 83) + 31] += 0.14f + (0.01f * (i % 5));
        var seen = new List<DeconvolutionProgress>();
        using DeconvolutionResult result = Deconvolver.Run(photo, Streak, null, new Watch(seen.Add));
        Assert.Equal(seen.Select(p => p.Fraction).Order(), seen.Select(p => p.Fraction));
        Assert.All(seen, p => Assert.InRange(p.Fraction, 0, 1));
        Assert.Equal(TimeSpan.Zero, seen[^1].Remaining);
    }

    private sealed class Watch(Action<DeconvolutionProgress> see) : IProgress<DeconvolutionProgress>
    {
        public void Report(DeconvolutionProgress value) => see(value);
    }

    [Fact]
    public void A_plan_is_for_images_of_its_size()
    {
        using PlanarImage photo = Photo(3);
        DeconvolutionPlan plan = Deconvolver.Plan(photo.Shape, 1, Streak);
        Assert.Equal((photo.Shape, 1, Streak), (plan.Shape, plan.Planes, plan.Psf));
        string message = Assert.Throws<ArgumentException>(() => plan.Run(photo)).Message;
        Assert.Contains("with 1 planes, not", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Deconvolver.Plan(photo.Shape, 0, Streak));
        Assert.Throws<ArgumentException>(() => Deconvolver.Plan(default, 1, Streak));
    }

    private sealed record EnergyBelow(double Share) : StoppingRule
    {
        public override StopReason? Check(in Iteration iteration) =>
            iteration.Index >= 4 ? StopReason.Custom($"enough: {Share}", converged: true) : null;
    }

    [Theory]
    [InlineData("gd")]
    [InlineData("rl")]
    public void A_stopping_rule_of_ones_own_ends_the_loop(string method)
    {
        using PlanarImage photo = Photo();
        var options = new DeconvolutionOptions
        {
            Method = Catalog.Methods.First(m => m.Name == method),
            Control = new() { Stop = new EnergyBelow(1), Iterations = 50 },
        };
        using DeconvolutionResult result = Deconvolver.Run(photo, Streak, options);
        Assert.Equal((StopReason.Custom("enough: 1", converged: true), 4), (result.StopReason, result.Planes[0].Report.Iterations));
    }

    /// <summary>The library's own term given as one's own does what the library does with it.</summary>
    [Fact]
    public void A_prior_of_ones_own_is_used()
    {
        using PlanarImage photo = Photo();
        var own = Prior.Custom("mine", shape => new GradientPrior<Charbonnier>(shape, new(2e-3f)));
        var options = new DeconvolutionOptions
        {
            Method = RestorationMethod.Nesterov,
            Control = new() { Iterations = 12 },
        };
        using DeconvolutionResult mine = Deconvolver.Run(photo, Streak, options with { Prior = own });
        using DeconvolutionResult listed = Deconvolver.Run(photo, Streak, options with { Prior = Prior.TotalVariation });
        Assert.Same(own, mine.Parameters.Prior);
        Assert.True(mine.Image[0].SequenceEqual(listed.Image[0]));
        using DeconvolutionResult chosen = Deconvolver.Run(photo, Streak, new() { Prior = own, Effort = Effort.Best });
        Assert.Equal((RestorationMethod.Nesterov, LearnedObstacle.Prior), (chosen.Parameters.Method, chosen.Parameters.LearnedObstacle));
    }
}
