using Deconv.Solvers.StoppingRules;
using Xunit;

namespace Deconv.Tests.Solvers.StoppingRules;

public class StoppingRuleTests
{
    private static Iteration At(int index = 5, double seconds = 1, double objective = 10, double change = 0.1, double residual = 0.5) =>
        new(index, TimeSpan.FromSeconds(seconds), objective, change, 1, residual);

    public static TheoryData<StoppingRule, Iteration, Iteration, StopKind, bool, double> Rules =>
        new()
        {
            { StoppingRule.MaxIterations(7), At(6), At(7), StopKind.MaxIterations, false, 7 },
            { StoppingRule.RelativeChangeBelow(1e-3), At(change: 1e-3), At(change: 9e-4), StopKind.RelativeChange, true, 0.001 },
            { StoppingRule.ElapsedOver(TimeSpan.FromSeconds(30)), At(seconds: 29.9), At(seconds: 30), StopKind.TimeLimit, false, 30 },
            { StoppingRule.ResidualBelow(0.02), At(residual: 0.0201), At(residual: 0.02), StopKind.ResidualAtNoise, true, 0.02 },
            { StoppingRule.ObjectiveBelow(3), At(objective: 3.1), At(objective: 3), StopKind.ResidualAtNoise, true, 3 },
            { StoppingRule.ScheduleOf(20), At(19), At(20), StopKind.ScheduleDone, true, 20 },
        };

    [Theory]
    [MemberData(nameof(Rules))]
    public void Each_goes_on_until_its_moment_and_says_why(
        StoppingRule rule,
        Iteration before,
        Iteration at,
        StopKind kind,
        bool converged,
        double value
    )
    {
        Assert.Null(rule.Check(before));
        StopReason reason = rule.Check(at)!;
        Assert.Equal((kind, converged, value, null), (reason.Kind, reason.Converged, reason.Value, reason.Name));
    }

    [Fact]
    public void A_residual_that_is_not_known_is_not_at_the_noise() => Assert.Null(StoppingRule.ResidualBelow(1).Check(At(residual: double.NaN)));

    [Fact]
    public void Either_stops_with_the_reason_of_the_one_that_did()
    {
        StoppingRule rule = StoppingRule.MaxIterations(10) | StoppingRule.RelativeChangeBelow(0.01);
        Assert.Null(rule.Check(At(9, change: 0.1)));
        Assert.Equal(StopKind.MaxIterations, rule.Check(At(10, change: 0.1))!.Kind);
        Assert.Equal(StopKind.RelativeChange, rule.Check(At(3, change: 0.001))!.Kind);
    }

    [Fact]
    public void Both_must_agree_and_the_one_that_converged_speaks()
    {
        StoppingRule rule = StoppingRule.MaxIterations(5) & StoppingRule.RelativeChangeBelow(0.01),
            turned = StoppingRule.RelativeChangeBelow(0.01) & StoppingRule.MaxIterations(5);
        Assert.Null(rule.Check(At(4, change: 0.001)));
        Assert.Null(rule.Check(At(5, change: 0.1)));
        Assert.Equal(StopKind.RelativeChange, rule.Check(At(5, change: 0.001))!.Kind);
        Assert.Equal(StopKind.RelativeChange, turned.Check(At(5, change: 0.001))!.Kind);
    }

    [Fact]
    public void Rules_are_values_and_compose_deeper()
    {
        Assert.Equal(
            StoppingRule.MaxIterations(5) | StoppingRule.RelativeChangeBelow(1e-4),
            StoppingRule.MaxIterations(5) | StoppingRule.RelativeChangeBelow(1e-4)
        );
        StoppingRule rule =
            (StoppingRule.MaxIterations(3) & StoppingRule.RelativeChangeBelow(0.1)) | StoppingRule.ElapsedOver(TimeSpan.FromSeconds(9));
        Assert.Equal(StopKind.TimeLimit, rule.Check(At(1, 10, change: 1))!.Kind);
        Assert.Equal(StoppingRule.BitwiseOr(rule, rule), rule | rule);
        Assert.Equal(StoppingRule.BitwiseAnd(rule, rule), rule & rule);
    }

    [Fact]
    public void Limits_that_mean_nothing_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => StoppingRule.MaxIterations(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => StoppingRule.RelativeChangeBelow(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => StoppingRule.RelativeChangeBelow(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => StoppingRule.ScheduleOf(0));
    }
}
