using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Solvers;
using Deconv.Solvers.StepRules;
using Xunit;

namespace Deconv.Tests.Solvers.StepRules;

public class StepRuleTests
{
    private static StepTrial Trial(float step, double before = 10, double after = 9, double slope = -2, double distance = 1, double worst = 10) =>
        new(step, before, after, slope, distance, after, worst);

    [Fact]
    public void A_fixed_step_accepts_everything()
    {
        var rule = new FixedStep(0.3f);
        Assert.Equal(0.3f, rule.FirstStepSize);
        Assert.Equal(new StepVerdict(true, 0.3f), rule.Judge(Trial(0.3f, after: 1e9)));
        Assert.Equal(0.3f, rule.Propose(new(0.1f, 1, 1)));
    }

    /// <summary>‖A‖² ≤ 1 for every blur with positive samples of sum 1; the step is 1/(1.02‖A‖²).</summary>
    [Fact]
    public void The_Lipschitz_step_is_just_below_one_over_the_squared_norm()
    {
        var same = new Convolution(new(32, 32), new(1, 1), Extent.Same).WithKernel([2]);
        Assert.Equal(1 / (1.02 * 4), FixedStep.Lipschitz(same).StepSize, 1e-5);
        Psf disk = Psf.Disk(3);
        var blur = new Convolution(new(40, 40), disk.Shape, Extent.Same).WithKernel(disk.Samples);
        Assert.InRange(OperatorNorm.Squared(blur), 0.9, 1.0001);
        Assert.InRange(OperatorNorm.Squared(blur, 200), OperatorNorm.Squared(blur) - 1e-5, 1.0001); // from below
        Assert.Equal(0, OperatorNorm.Squared(new Convolution(new(3, 3), new(1, 1), Extent.Same).WithKernel([0])));
    }

    /// <summary>f(x⁺) ≤ f(y) + slope + distance/(2t), on both sides of the line.</summary>
    [Fact]
    public void Backtracking_accepts_what_lies_under_the_quadratic_model()
    {
        var rule = new Backtracking(2, 0.25f);
        Assert.True(rule.Judge(Trial(1, after: 10 - 2 + 0.5 - 1e-3)).Accept);
        Assert.False(rule.Judge(Trial(1, after: 10 - 2 + 0.5 + 1e-3)).Accept);
        Assert.Equal(0.25f, rule.Judge(Trial(1, after: 99)).NextStepSize);
        Assert.False(rule.Judge(Trial(1, after: double.NaN)).Accept);
        Assert.Equal(0.5f, rule.Propose(new(0.5f, 1, 1)));
        Assert.Equal(0.75f, new Backtracking(2, 0.5f, 1.5f).Propose(new(0.5f, 1, 1)));
    }

    [Fact]
    public void Barzilai_and_Borwein_propose_the_inverse_curvature_within_limits()
    {
        var rule = new BarzilaiBorwein(1, 0.01f, 100);
        Assert.Equal(4, rule.Propose(new(1, 8, 2)));
        Assert.Equal(100, rule.Propose(new(1, 8, 1e-9)));
        Assert.Equal(0.01f, rule.Propose(new(1, 1e-9, 8)));
        Assert.Equal(0.7f, rule.Propose(new(0.7f, 8, -2))); // no curvature: as before
        Assert.Equal(0.7f, rule.Propose(new(0.7f, 0, 0)));
    }

    [Fact]
    public void Barzilai_and_Borwein_may_rise_but_not_above_the_worst_of_late()
    {
        var rule = new BarzilaiBorwein(1, 0.01f, 100);
        Assert.True(rule.Judge(Trial(1, before: 5, after: 9, worst: 10)).Accept);
        Assert.False(rule.Judge(Trial(1, before: 5, after: 10.1, worst: 10)).Accept);
        Assert.Equal(0.5f, rule.Judge(Trial(1, after: 10.1, worst: 10)).NextStepSize);
        Assert.True(rule.Judge(Trial(0.01f, after: 10.1, worst: 10)).Accept); // the smallest step there is
    }

    [Fact]
    public void Rules_are_values()
    {
        Assert.Equal(new Backtracking(), new Backtracking());
        Assert.NotEqual<IStepRule>(new FixedStep(1), new FixedStep(2));
    }
}
