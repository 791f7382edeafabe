using Deconv.Objectives;
using Xunit;

namespace Deconv.Tests.Contracts;

/// <summary>What every differentiable prior on differences owes besides: it sees differences only.</summary>
public abstract class DifferencePriorContract : DifferentiableContract
{
    [Fact]
    public void A_constant_costs_nothing_and_pulls_nowhere()
    {
        foreach (IDifferentiable prior in Cases())
        {
            float[] x = [.. Enumerable.Repeat(0.7f, prior.Domain.Count)],
                gradient = new float[x.Length];
            Assert.Equal(0, prior.AccumulateGradient(x, 1, gradient));
            Assert.All(gradient, v => Assert.Equal(0, v));
        }
    }
}
