using System.Numerics;
using Deconv.Objectives.Priors.Potentials;
using Deconv.Operators;
using Deconv.Solvers.StoppingRules;

namespace Deconv.Imaging.Tests.Documents;

// What the documents show between "region" and "endregion" is compared with them letter by letter.

#region potential
/// <summary>φ(s) = s / (s + ε²), Geman and McClure 1985: every edge costs about the same, however high.</summary>
public readonly struct GemanMcClure(float epsilon) : IPotential
{
    public Vector<float> Value(Vector<float> s) => s / (s + new Vector<float>(epsilon * epsilon));

    public Vector<float> Weight(Vector<float> s)
    {
        Vector<float> e2 = new(epsilon * epsilon),
            d = s + e2;
        return 2 * e2 / (d * d);
    }
}
#endregion

#region operator
/// <summary>A scanner whose focus drifts: a row is averaged over more and more samples from left to right.</summary>
public sealed class DriftingFocus(Shape shape) : ILinearOperator
{
    public Shape Domain => shape;

    public Shape Codomain => shape;

    public void Apply(ReadOnlySpan<float> x, Span<float> y)
    {
        for (int i = 0; i < y.Length; i++)
        {
            (int first, int count) = Reach(i);
            float sum = 0;
            foreach (float sample in x.Slice(first, count))
                sum += sample;
            y[i] = sum / count;
        }
    }

    // The transpose: what Apply gathers from somewhere, this scatters back to there.
    public void Adjoint(ReadOnlySpan<float> y, Span<float> x)
    {
        x.Clear();
        for (int i = 0; i < y.Length; i++)
        {
            (int first, int count) = Reach(i);
            foreach (ref float sample in x.Slice(first, count))
                sample += y[i] / count;
        }
    }

    private (int First, int Count) Reach(int i)
    {
        int column = i % shape.Width,
            reach = 1 + (4 * column / shape.Width);
        int first = Math.Max(0, column - reach),
            last = Math.Min(shape.Width - 1, column + reach);
        return (i - column + first, last - first + 1);
    }
}
#endregion

#region rule
/// <summary>Ends when the studio opens. A value without state: the same rule may serve any number of runs.</summary>
public sealed record UntilOpening(DateTimeOffset Opening) : StoppingRule
{
    public override StopReason? Check(in Iteration iteration) =>
        DateTimeOffset.UtcNow >= Opening ? StopReason.Custom("studio-opens", converged: false) : null;
}
#endregion
