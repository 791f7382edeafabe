using Deconv.Solvers.StoppingRules;
using Xunit;

namespace Deconv.Tests.Solvers.StoppingRules;

public class StopReasonTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_reason_of_ones_own_has_a_name_and_says_whether_it_converged(bool converged)
    {
        StopReason reason = StopReason.Custom("enough", converged);
        Assert.Equal((StopKind.Custom, "enough", converged), (reason.Kind, reason.Name, reason.Converged));
        Assert.True(double.IsNaN(reason.Value));
        Assert.Equal(reason, StopReason.Custom("enough", converged));
        Assert.NotEqual(reason, StopReason.Custom("enough", !converged));
        Assert.NotEqual(reason, StopReason.Custom("more", converged));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void A_reason_without_a_name_is_refused(string? name) => Assert.ThrowsAny<ArgumentException>(() => StopReason.Custom(name!, true));

    [Fact]
    public void Reasons_of_the_library_have_no_name_and_some_mean_that_the_answer_was_reached()
    {
        StopKind[] converged = [StopKind.RelativeChange, StopKind.ResidualAtNoise, StopKind.ScheduleDone, StopKind.OneShot];
        foreach (StopKind kind in Enum.GetValues<StopKind>().Where(k => k != StopKind.Custom))
        {
            var reason = new StopReason(kind, 3);
            Assert.Equal((null, 3, converged.Contains(kind)), (reason.Name, reason.Value, reason.Converged));
        }

        Assert.Equal(new(StopKind.Canceled), StopReason.Canceled);
        Assert.Equal(new(StopKind.Diverged), StopReason.Diverged);
        Assert.Equal(new(StopKind.OneShot), StopReason.OneShot);
    }

    private sealed record From(int Index, StopReason Reason) : StoppingRule
    {
        public override StopReason? Check(in Iteration iteration) => iteration.Index >= Index ? Reason : null;
    }

    [Fact]
    public void Rules_compose_with_a_reason_of_ones_own()
    {
        StopReason enough = StopReason.Custom("enough", converged: true),
            late = StopReason.Custom("late", converged: false);
        Assert.Equal(enough, (new From(3, enough) | StoppingRule.MaxIterations(4)).Check(At(3)));
        Assert.Equal(StopKind.MaxIterations, (new From(3, enough) | StoppingRule.MaxIterations(2)).Check(At(2))!.Kind);
        Assert.Equal(enough, (StoppingRule.MaxIterations(2) & new From(3, enough)).Check(At(3)));
        Assert.Equal(StopKind.MaxIterations, (StoppingRule.MaxIterations(2) & new From(3, late)).Check(At(3))!.Kind);

        static Iteration At(int index) => new(index, TimeSpan.Zero, 1, 1, 1, 1);
    }
}
