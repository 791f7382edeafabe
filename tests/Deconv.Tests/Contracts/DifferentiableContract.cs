using Deconv.Objectives;
using Xunit;

namespace Deconv.Tests.Contracts;

/// <summary>What every differentiable term owes: a gradient that central differences confirm, accumulated, with the value it belongs to.</summary>
public abstract class DifferentiableContract
{
    protected abstract IEnumerable<IDifferentiable> Cases();

    [Fact]
    public void Gradient_matches_central_differences()
    {
        foreach (IDifferentiable f in Cases())
            CheckGradient(f);
    }

    [Fact]
    public void Gradient_is_accumulated_with_its_weight_and_the_value_is_the_same()
    {
        foreach (IDifferentiable f in Cases())
            CheckAccumulation(f);
    }

    [Fact]
    public void Nothing_is_allocated_once_warm()
    {
        foreach (IDifferentiable f in Cases())
        {
            float[] x = Samples.Positive(f.Domain.Count, 1),
                gradient = new float[x.Length];
            Assert.Equal(
                0,
                Allocations.Of(() =>
                {
                    f.AccumulateGradient(x, 1, gradient);
                    f.Value(x);
                })
            );
        }
    }

    /// <summary>
    /// (f(x + hd) − f(x − hd)) / 2h against ⟨∇f, d⟩ for random directions; h trades curvature against the cancellation ε|f|/h; the error
    /// is relative to ‖∇f‖·‖d‖, because a direction almost orthogonal to the gradient would fail a correct one.
    /// </summary>
    public static void CheckGradient(IDifferentiable f)
    {
        int n = f.Domain.Count;
        float[] x = Samples.Positive(n, 11),
            gradient = new float[n],
            plus = new float[n],
            minus = new float[n];
        f.AccumulateGradient(x, 1, gradient);
        for (int seed = 0; seed < 3; seed++)
        {
            float[] d = Samples.Signed(n, seed + 20);
            const float H = 2e-3f;
            for (int i = 0; i < n; i++)
                (plus[i], minus[i]) = (x[i] + (H * d[i]), x[i] - (H * d[i]));
            double slope = (f.Value(plus) - f.Value(minus)) / (2 * H),
                expected = Samples.Dot(gradient, d);
            double scale = Samples.Norm(gradient) * Samples.Norm(d);
            Assert.True(
                Math.Abs(slope - expected) <= 5e-3 * scale,
                $"{f.GetType()} on {f.Domain}: slope {slope:G6}, gradient says {expected:G6} (scale {scale:G4})"
            );
        }
    }

    public static void CheckAccumulation(IDifferentiable f)
    {
        int n = f.Domain.Count;
        float[] x = Samples.Positive(n, 12),
            once = new float[n],
            onto = new float[n];
        Array.Fill(onto, 3f);
        double value = f.AccumulateGradient(x, 1, once),
            again = f.AccumulateGradient(x, -2, onto);
        Assert.Equal(value, again);
        Assert.Equal(f.Value(x), value, 1e-6 * Math.Max(1, Math.Abs(value)));
        double size = once.Max(Math.Abs);
        for (int i = 0; i < n; i++)
            Assert.Equal(3 - (2 * once[i]), onto[i], 1e-5 * (3 + (2 * size)));
    }
}
