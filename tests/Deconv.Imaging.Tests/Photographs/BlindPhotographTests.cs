using Deconv.Blind;
using Deconv.Blind.Verdict;
using Deconv.Psfs;
using Deconv.Restoration;

namespace Deconv.Imaging.Tests.Photographs;

public class BlindPhotographTests
{
    private static readonly BlindOptions Disk = new()
    {
        Family = PsfFamily.Disk,
        Crops = 0,
        AcceptAnyway = true,
    };

    [Fact]
    public void The_blur_of_a_drawn_picture_is_found_and_removed()
    {
        using Photograph photograph = Drawn.Photograph(3, 150, 130);
        using BlindPhotograph found = PhotographRestorer.Blind(photograph, Disk);
        double radius = Drawn.Lens.Diagnose().RmsRadius;
        Assert.InRange(found.Estimate.Psf.Diagnose().RmsRadius, 0.8 * radius, 1.2 * radius);
        Assert.Equal(photograph.Shape, found.Restored!.Photograph.Shape);
        Assert.Equal(SampleDepth.UInt16, found.Restored.Photograph.Depth);
        Assert.Same(found.Estimate.Psf, found.Restored.Psf);
        Assert.False(Drawn.Same(photograph.Color, found.Restored.Photograph.Color));
    }

    [Fact]
    public void Region_amount_and_restoration_are_those_of_the_options()
    {
        using Photograph photograph = Drawn.Photograph(1, 150, 130);
        var options = new PhotographOptions
        {
            Region = new(20, 30, new(40, 50)),
            Restoration = new() { Effort = Effort.Fast },
        };
        using BlindPhotograph kept = PhotographRestorer.Blind(photograph, Disk, options with { Amount = 0 }),
            whole = PhotographRestorer.Blind(photograph, Disk, options with { Region = null }),
            part = PhotographRestorer.Blind(photograph, Disk, options);
        using PlanarImage before = photograph.Color.Crop(30, 20, new(40, 50)),
            after = whole.Restored!.Photograph.Color.Crop(30, 20, new(40, 50));
        Assert.True(Drawn.Same(before, kept.Restored!.Photograph.Color));
        Assert.True(Drawn.Same(after, part.Restored!.Photograph.Color));
        Assert.Equal((Effort.Fast, 1), (part.Restored.Options.Effort, part.Restored.Options.LambdaFactor));
    }

    [Fact]
    public void A_sharp_picture_is_not_restored()
    {
        using var photograph = new Photograph(Drawn.Light(new(110, 120), 1, Psf.Delta()));
        using BlindPhotograph found = PhotographRestorer.Blind(photograph, new() { Crops = 0, KernelSize = 11 });
        Assert.Null(found.Restored);
        Assert.Equal(BlindOutcome.NotBlurred, found.Estimate.Verdict.Outcome);
    }

    [Fact]
    public void A_plan_bounds_the_memory_and_does_not_depend_on_the_threads()
    {
        using Photograph photograph = Drawn.Photograph(1, 150, 130);
        BlindPhotographPlan plan = PhotographRestorer.PlanBlind(photograph, Disk with { KernelSize = 15 });
        Assert.Equal(new(15, 15), plan.MaxPsf.Shape);
        Assert.True(plan.PeakBytes > PhotographRestorer.Plan(photograph, Psf.Delta()).PeakBytes);
        using BlindPhotograph one = plan.With(new RunControl { Threads = 1 }).Run(),
            two = plan.With(new RunControl { Threads = 2 }).Run();
        Assert.Equal(2, two.Restored!.Options.Control.Threads);
        Assert.True(Drawn.Same(one.Restored!.Photograph.Color, two.Restored.Photograph.Color));
    }
}
