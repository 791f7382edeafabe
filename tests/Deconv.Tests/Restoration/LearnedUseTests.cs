using Deconv.Objectives.Priors.Learned;
using Deconv.Operators;
using Deconv.Restoration;
using Xunit;

namespace Deconv.Tests.Restoration;

/// <summary>Whether the learned prior is used, and the obstacle that is named where they are not.</summary>
public class LearnedUseTests
{
    private static readonly Shape Image = new(40, 50);
    private static readonly DeconvolutionOptions Best = new() { Effort = Effort.Best };

    public static TheoryData<LearnedObstacle, DeconvolutionOptions, Shape> Obstacles =>
        new()
        {
            { LearnedObstacle.Method, Best with { Method = RestorationMethod.Nesterov }, Image },
            { LearnedObstacle.Method, Best with { Method = RestorationMethod.RichardsonLucy }, Image },
            { LearnedObstacle.Boundary, Best with { Boundary = Boundary.Periodic }, Image },
            { LearnedObstacle.Prior, Best with { Prior = Prior.TotalVariation }, Image },
            { LearnedObstacle.Prior, Best with { Prior = Prior.Tikhonov }, Image },
            { LearnedObstacle.EstimatedPsf, Best with { PsfTrust = PsfTrust.Estimated }, Image },
            { LearnedObstacle.SmallImage, Best, new(LearnedLimits.MinSide - 1, 50) },
            { LearnedObstacle.SmallImage, Best, new(50, LearnedLimits.MinSide - 1) },
            { LearnedObstacle.FewIterations, Best with { Control = new() { Iterations = LearnedLimits.MinIterations - 1 } }, Image },
        };

    [Theory]
    [MemberData(nameof(Obstacles))]
    public void Each_obstacle_is_named(LearnedObstacle obstacle, DeconvolutionOptions options, Shape shape)
    {
        LearnedUse use = LearnedUse.Decide(options.Resolved(), shape, chroma: false);
        Assert.Equal((null, obstacle, Effort.Balanced), (use.Network, use.Obstacle, use.Run(Effort.Best)));
    }

    [Fact]
    public void There_is_a_case_for_every_obstacle() =>
        Assert.Equal(Enum.GetValues<LearnedObstacle>(), Obstacles.Select(c => c.Data.Item1).Distinct().Order());

    [Fact]
    public void At_the_limits_there_is_no_obstacle()
    {
        DeconvolutionOptions least = Best with { Control = new() { Iterations = LearnedLimits.MinIterations } };
        LearnedUse use = LearnedUse.Decide(least.Resolved(), new(LearnedLimits.MinSide, LearnedLimits.MinSide), chroma: false);
        Assert.Equal((null, Effort.Best), (use.Obstacle, use.Run(Effort.Best)));
        Assert.Same(LearnedPrior.Default, use.Network);
    }

    /// <summary>Who did not ask for it needs no reason, and color differences have none.</summary>
    [Fact]
    public void Where_it_was_not_asked_for_nothing_is_named()
    {
        foreach (
            (DeconvolutionOptions options, bool chroma) in ((DeconvolutionOptions, bool)[])
                [
                    (new(), false),
                    (new() { Effort = Effort.Fast }, false),
                    (new() { Effort = Effort.Auto }, false),
                    (
                        new()
                        {
                            Effort = Effort.Auto,
                            NoiseFloor = 0.005,
                            PsfTrust = PsfTrust.Estimated,
                        },
                        false
                    ),
                    (Best, true),
                ]
        )
            Assert.Equal(new(null, null), LearnedUse.Decide(options.Resolved(), Image, chroma));
    }
}
