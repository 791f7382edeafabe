using Deconv.Solvers;
using Xunit;

namespace Deconv.Tests.Contracts;

/// <summary>What every solver owes: steps that allocate nothing once warm, and the same bits every time.</summary>
public abstract class SolverContract
{
    /// <summary>Name and factory; each call makes a fresh solver.</summary>
    internal abstract IEnumerable<(string Name, Func<ISolver> Create)> Cases();

    [Fact]
    public void Steps_allocate_nothing_once_warm()
    {
        foreach ((string name, Func<ISolver> create) in Cases())
            CheckAllocation(name, create);
    }

    [Fact]
    public void A_second_run_gives_the_same_bits()
    {
        foreach ((string name, Func<ISolver> create) in Cases())
        {
            (float[] one, StepOutcome last) = Run(create, 12);
            (float[] other, StepOutcome lastAgain) = Run(create, 12);
            Assert.True(one.AsSpan().SequenceEqual(other), name);
            Assert.Equal(last, lastAgain);
        }
    }

    [Fact]
    public void Outcomes_are_finite_and_the_solution_has_the_size_of_the_domain()
    {
        foreach ((string name, Func<ISolver> create) in Cases())
        {
            (float[] x, StepOutcome last) = Run(create, 5);
            Assert.All(x, v => Assert.True(float.IsFinite(v), name));
            Assert.True(double.IsFinite(last.Objective) && double.IsFinite(last.RelativeChange) && last.StepSize > 0, $"{name}: {last}");
        }
    }

    internal static void CheckAllocation(string name, Func<ISolver> create)
    {
        ISolver solver = create();
        using var _ = solver as IDisposable;
        long bytes = Allocations.Of(() => solver.Step(), 10);
        Assert.True(bytes == 0, $"{name}: {bytes} bytes in 10 steps");
    }

    private static (float[] X, StepOutcome Last) Run(Func<ISolver> create, int steps)
    {
        ISolver solver = create();
        using var _ = solver as IDisposable;
        Assert.Equal(solver.Domain.Count, solver.Solution.Length);
        StepOutcome last = default;
        for (int i = 0; i < steps; i++)
            last = solver.Step();
        return (solver.Solution.ToArray(), last);
    }
}
