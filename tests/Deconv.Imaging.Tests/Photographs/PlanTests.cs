using Deconv.Psfs;
using Deconv.Restoration;
using Deconv.Solvers;
using Deconv.Solvers.StoppingRules;

namespace Deconv.Imaging.Tests.Photographs;

public class PlanTests
{
    private static string Refusal(PhotographOptions options)
    {
        using Photograph photograph = Drawn.Photograph();
        return Assert.ThrowsAny<ArgumentException>(() => PhotographRestorer.Plan(photograph, Drawn.Lens, options)).Message;
    }

    [Theory]
    [InlineData(-1, 0, 10, 10)]
    [InlineData(0, 61, 10, 10)]
    [InlineData(81, 0, 10, 10)]
    [InlineData(0, 0, 0, 10)]
    [InlineData(0, 0, 91, 70)]
    public void A_region_lies_inside(int left, int top, int width, int height) =>
        Assert.Equal(
            $"The region {left},{top},{width},{height} does not lie inside the 90×70 photograph.",
            Refusal(new() { Region = new(left, top, new(height, width)) })
        );

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void An_amount_is_0_to_1(double amount) =>
        Assert.StartsWith("Amount must be 0 to 1", Refusal(new() { Amount = amount }), StringComparison.Ordinal);

    [Fact]
    public void Masks_and_weights_fit_the_photograph()
    {
        using var small = new PlanarImage(new(69, 90), 1);
        using var colored = new PlanarImage(new(70, 90), 3);
        Assert.Contains("the same size", Refusal(new() { Mask = small }), StringComparison.Ordinal);
        Assert.Contains("one plane", Refusal(new() { Mask = colored }), StringComparison.Ordinal);
        var part = new PhotographOptions { Region = new(10, 10, new(20, 20)), Margin = 10 };
        Assert.Contains("The weights are", Refusal(part with { Restoration = new() { Weights = small } }), StringComparison.Ordinal);
    }

    [Fact]
    public void Margins_have_room_for_the_blur_and_go_with_a_known_one()
    {
        Region region = new(10, 10, new(4, 4));
        Assert.Equal("Margin must be 0 or above, not -1.", Refusal(new() { Region = region, Margin = -1 }));
        Assert.EndsWith("Raise the margin.", Refusal(new() { Region = region, Margin = 1 }), StringComparison.Ordinal);
        string stretched = Refusal(
            new()
            {
                Region = region,
                Margin = 9,
                Restoration = new() { Stretch = new(0.1, 0.5) },
            }
        );
        Assert.Contains("cannot be combined", stretched, StringComparison.Ordinal);
        using Photograph photograph = Drawn.Photograph();
        ArgumentException blind = Assert.Throws<ArgumentException>(() => PhotographRestorer.PlanBlind(photograph, null, new() { Margin = 9 }));
        Assert.Contains("whole photograph", blind.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_PSF_larger_than_the_photograph_is_refused()
    {
        using Photograph photograph = Drawn.Photograph();
        Assert.Throws<InvalidPsfException>(() => PhotographRestorer.Plan(photograph, Psf.Box(71)));
    }

    /// <summary>With a PSF that a search found, as with any other.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_restoration_shows_its_progress_and_can_be_canceled(bool estimated)
    {
        using Photograph photograph = Drawn.Photograph();
        var options = new PhotographOptions { Estimated = estimated };
        var seen = new Seen();
        using PhotographRestoration whole = PhotographRestorer.Deblur(photograph, Drawn.Lens, options, seen);
        Assert.NotEmpty(seen.Values);
        Assert.ThrowsAny<OperationCanceledException>(() =>
            PhotographRestorer.Deblur(photograph, Drawn.Lens, options, null, new CancellationToken(true))
        );
        using var stop = new CancellationTokenSource();
        PhotographPlan plan = PhotographRestorer.Plan(photograph, Drawn.Lens, options);
        using PhotographRestoration kept = plan.With(new RunControl { OnCancel = CancelBehavior.ReturnBest })
            .Run(new Seen { Then = stop.Cancel }, stop.Token);
        Assert.Equal(StopKind.Canceled, kept.Result.StopReason.Kind);
    }

    [Fact]
    public void The_bits_do_not_depend_on_the_threads()
    {
        using Photograph photograph = Drawn.Photograph(3);
        PhotographPlan plan = PhotographRestorer.Plan(photograph, Drawn.Lens, new() { Region = new(5, 6, new(50, 60)), Amount = 0.9 });
        using PhotographRestoration one = plan.With(new RunControl { Threads = 1 }).Run(),
            two = plan.With(new RunControl { Threads = 2 }).Run();
        Assert.Equal((1, 2), (one.Options.Control.Threads, two.Options.Control.Threads));
        Assert.True(Drawn.Same(one.Photograph.Color, two.Photograph.Color));
        Assert.Equal(plan.Options with { Control = one.Options.Control }, one.Options);
    }

    [Fact]
    public void A_part_takes_less_memory_than_the_whole_and_a_photograph_more_than_its_planes()
    {
        using Photograph photograph = Drawn.Photograph(3, 400, 300);
        PhotographPlan whole = PhotographRestorer.Plan(photograph, Drawn.Lens),
            part = PhotographRestorer.Plan(photograph, Drawn.Lens, new() { Region = new(100, 100, new(60, 60)), Margin = 14 });
        long planes = Deconvolver.Plan(photograph.Shape, 3, Drawn.Lens, whole.Options).PeakBytes;
        Assert.InRange(part.PeakBytes, 2 * 3 * 4 * photograph.Shape.Count, whole.PeakBytes / 2);
        Assert.Equal(planes + (2 * 3 * 4 * photograph.Shape.Count), whole.PeakBytes);
        Assert.True(part.TransformShape.Count < whole.TransformShape.Count);
    }

    [Fact]
    public void Canceled_plans_throw_or_keep_what_there_is()
    {
        using Photograph photograph = Drawn.Photograph();
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();
        PhotographPlan plan = PhotographRestorer.Plan(photograph, Drawn.Lens);
        Assert.ThrowsAny<OperationCanceledException>(() => plan.Run(cancellationToken: cancel.Token));
        using PhotographRestoration kept = plan.With(new() { OnCancel = CancelBehavior.ReturnBest }).Run(cancellationToken: cancel.Token);
        Assert.Equal(StopKind.Canceled, kept.Result.StopReason.Kind);
    }

    private sealed class Seen : IProgress<DeconvolutionProgress>
    {
        public List<DeconvolutionProgress> Values { get; } = [];

        public Action? Then { get; init; }

        public void Report(DeconvolutionProgress value)
        {
            Values.Add(value);
            Then?.Invoke();
        }
    }
}
