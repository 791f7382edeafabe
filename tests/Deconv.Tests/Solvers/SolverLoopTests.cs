using Deconv.Solvers;
using Deconv.Solvers.StoppingRules;
using Xunit;

namespace Deconv.Tests.Solvers;

public class SolverLoopTests
{
    /// <summary>Plays a list of objectives; its solution is the number of the step.</summary>
    private sealed class Scripted(params double[] objectives) : ISolver
    {
        private readonly float[] _x = [0, 0];

        public Action<int>? OnStep { get; init; }

        public int Steps { get; private set; }

        public Shape Domain => new(1, 2);

        public ReadOnlySpan<float> Solution => _x;

        public StepOutcome Step()
        {
            Steps++;
            OnStep?.Invoke(Steps);
            double objective = objectives[Math.Min(Steps, objectives.Length) - 1];
            Array.Fill(_x, double.IsFinite(objective) ? Steps : float.NaN);
            return new(objective, 1.0 / Steps, 0.5f, 2);
        }
    }

    [Fact]
    public void It_runs_to_the_rule_and_hands_over_the_last_iterate_with_a_complete_history()
    {
        float[] x = new float[2];
        var seen = new List<(int, float)>();
        SolveReport report = new Scripted(5, 4, 6, 3).Run(
            StoppingRule.MaxIterations(4),
            x,
            (in Iteration i, ReadOnlySpan<float> s) => seen.Add((i.Index, s[0]))
        );
        Assert.Equal([4, 4], x);
        Assert.Equal(new StopReason(StopKind.MaxIterations, 4), report.Reason);
        Assert.Equal(4, report.Iterations);
        Assert.Equal([(1, 5.0), (2, 4), (3, 6), (4, 3)], report.History.Select(i => (i.Index, i.Objective)));
        Assert.All(report.History, i => Assert.Equal((1.0 / i.Index, 0.5f, 2.0), (i.RelativeChange, i.StepSize, i.Residual)));
        Assert.Equal(report.History.Select(i => i.Elapsed), report.History.Select(i => i.Elapsed).Order());
        Assert.Equal([(1, 1f), (2, 2f), (3, 3f), (4, 4f)], seen);
    }

    [Fact]
    public void Canceling_throws_within_one_iteration()
    {
        using var cancel = new CancellationTokenSource();
        var solver = new Scripted(1)
        {
            OnStep = step =>
            {
                if (step == 7)
                    cancel.Cancel();
            },
        };
        Assert.Throws<OperationCanceledException>(() => solver.Run(StoppingRule.MaxIterations(1000), new float[2], cancel: cancel.Token));
        Assert.Equal(7, solver.Steps);
    }

    [Fact]
    public void Canceling_before_the_start_runs_nothing()
    {
        var solver = new Scripted(1);
        float[] x = [9, 9];
        SolveReport report = solver.Run(StoppingRule.MaxIterations(5), x, onCancel: CancelBehavior.ReturnBest, cancel: new CancellationToken(true));
        Assert.Equal((0, 0, StopReason.Canceled), (solver.Steps, report.Iterations, report.Reason));
        Assert.Equal([0, 0], x); // the start
    }

    [Fact]
    public void Asked_for_the_best_it_returns_the_iterate_with_the_lowest_objective()
    {
        using var cancel = new CancellationTokenSource();
        float[] x = new float[2];
        var solver = new Scripted(5, 4, 2, 6, 3, 7)
        {
            OnStep = step =>
            {
                if (step == 6)
                    cancel.Cancel();
            },
        };
        SolveReport report = solver.Run(StoppingRule.MaxIterations(1000), x, onCancel: CancelBehavior.ReturnBest, cancel: cancel.Token);
        Assert.Equal([3, 3], x);
        Assert.Equal((StopReason.Canceled, 6), (report.Reason, report.Iterations));
        Assert.False(report.Reason.Converged);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_diverged_run_is_reported_and_its_answer_is_finite(double bad)
    {
        float[] x = [7, 7];
        SolveReport report = new Scripted(5, 4, bad).Run(StoppingRule.MaxIterations(10), x);
        Assert.Equal((StopReason.Diverged, 3), (report.Reason, report.Iterations));
        Assert.False(report.Reason.Converged);
        Assert.All(x, v => Assert.True(float.IsFinite(v)));
    }

    [Fact]
    public void The_span_must_fit_and_nothing_may_be_null()
    {
        Assert.Throws<ArgumentException>(() => new Scripted(1).Run(StoppingRule.MaxIterations(1), new float[3]));
        Assert.Throws<ArgumentNullException>(() => new Scripted(1).Run(null!, new float[2]));
        Assert.Throws<ArgumentNullException>(() => SolverLoop.Run(null!, StoppingRule.MaxIterations(1), new float[2]));
    }
}
