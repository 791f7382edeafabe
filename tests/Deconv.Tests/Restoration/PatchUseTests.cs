using Deconv.Objectives.Priors.Patches;
using Deconv.Operators;
using Deconv.Restoration;
using Xunit;

namespace Deconv.Tests.Restoration;

/// <summary>Whether patches are used, and the obstacle that is named where they are not.</summary>
public class PatchUseTests
{
    private const double Noise = 0.01;

    private static readonly Shape Image = new(40, 50);
    private static readonly DeconvolutionOptions Best = new() { Effort = Effort.Best };

    public static TheoryData<PatchObstacle, DeconvolutionOptions, Shape, double> Obstacles =>
        new()
        {
            { PatchObstacle.Method, Best with { Method = RestorationMethod.Nesterov }, Image, Noise },
            { PatchObstacle.Method, Best with { Method = RestorationMethod.RichardsonLucy }, Image, Noise },
            { PatchObstacle.Boundary, Best with { Boundary = Boundary.Periodic }, Image, Noise },
            { PatchObstacle.Prior, Best with { Prior = Prior.TotalVariation }, Image, Noise },
            { PatchObstacle.Prior, Best with { Prior = Prior.Tikhonov }, Image, Noise },
            { PatchObstacle.EstimatedPsf, Best with { PsfTrust = PsfTrust.Estimated }, Image, Noise },
            { PatchObstacle.SmallImage, Best, new(PatchLimits.MinSide - 1, 50), Noise },
            { PatchObstacle.SmallImage, Best, new(50, PatchLimits.MinSide - 1), Noise },
            { PatchObstacle.FewIterations, Best with { Control = new() { Iterations = PatchLimits.MinIterations - 1 } }, Image, Noise },
            { PatchObstacle.LowNoise, Best, Image, 0.999 * PatchLimits.MinNoise },
        };

    [Theory]
    [MemberData(nameof(Obstacles))]
    public void Each_obstacle_is_named(PatchObstacle obstacle, DeconvolutionOptions options, Shape shape, double noise)
    {
        PatchUse use = PatchUse.Decide(options.Resolved(), shape, noise, chroma: false);
        Assert.Equal((null, obstacle, Effort.Balanced), (use.Mixture, use.Obstacle, use.Run(Effort.Best)));
    }

    [Fact]
    public void There_is_a_case_for_every_obstacle() =>
        Assert.Equal(Enum.GetValues<PatchObstacle>(), Obstacles.Select(c => c.Data.Item1).Distinct().Order());

    [Fact]
    public void At_the_limits_there_is_no_obstacle()
    {
        DeconvolutionOptions least = Best with { Control = new() { Iterations = PatchLimits.MinIterations } };
        PatchUse use = PatchUse.Decide(least.Resolved(), new(PatchLimits.MinSide, PatchLimits.MinSide), PatchLimits.MinNoise, chroma: false);
        Assert.Equal((null, Effort.Best), (use.Obstacle, use.Run(Effort.Best)));
        Assert.Same(GaussianMixture.Photographs, use.Mixture);
    }

    /// <summary>Who did not ask for patches needs no reason, and color differences have none.</summary>
    [Fact]
    public void Where_patches_were_not_asked_for_nothing_is_named()
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
            Assert.Equal(new(null, null), PatchUse.Decide(options.Resolved(), Image, Noise, chroma));
    }
}
