using Deconv.Operators;
using Xunit;

namespace Deconv.Tests.Contracts;

/// <summary>What every operator owes. A new operator is tested by deriving a class of three lines.</summary>
public abstract class LinearOperatorContract
{
    /// <summary>≈ 84 float32 ε, relative to ‖Ax‖·‖y‖; worst seen 1e-6.</summary>
    public const double AdjointTolerance = 1e-5;

    protected abstract IEnumerable<ILinearOperator> Cases();

    [Fact]
    public void Adjoint_is_the_transpose() => ForAll(CheckAdjoint);

    [Fact]
    public void Apply_and_adjoint_are_linear() => ForAll(CheckLinearity);

    [Fact]
    public void Outputs_are_overwritten_and_inputs_untouched() => ForAll(CheckOverwrites);

    [Fact]
    public void Nothing_is_allocated_once_warm() => ForAll(CheckAllocation);

    private void ForAll(Action<ILinearOperator> check)
    {
        int count = 0;
        foreach (ILinearOperator a in Cases())
        {
            check(a);
            count++;
        }

        Assert.True(count > 0, "a contract without cases proves nothing");
    }

    public static void CheckAdjoint(ILinearOperator a)
    {
        for (int seed = 0; seed < 2; seed++)
        {
            float[] x = Samples.Signed(a.Domain.Count, seed),
                y = Samples.Signed(a.Codomain.Count, seed + 100);
            float[] ax = new float[y.Length],
                aty = new float[x.Length];
            a.Apply(x, ax);
            a.Adjoint(y, aty);
            double left = Samples.Dot(ax, y),
                right = Samples.Dot(x, aty);
            double scale = Math.Max(Samples.Norm(ax) * Samples.Norm(y), Samples.Norm(x) * Samples.Norm(aty));
            Assert.True(
                Math.Abs(left - right) <= AdjointTolerance * Math.Max(scale, 1e-12),
                $"<Ax,y> = {left:R} but <x,A'y> = {right:R} for {Describe(a)}"
            );
        }
    }

    public static void CheckLinearity(ILinearOperator a)
    {
        Check(a.Domain.Count, a.Codomain.Count, (x, y) => a.Apply(x, y));
        Check(a.Codomain.Count, a.Domain.Count, (y, x) => a.Adjoint(y, x));

        static void Check(int from, int to, Action<float[], float[]> map)
        {
            float[] u = Samples.Signed(from, 1),
                v = Samples.Signed(from, 2),
                sum = new float[from];
            for (int i = 0; i < from; i++)
                sum[i] = (0.5f * u[i]) - (2 * v[i]);
            float[] mu = new float[to],
                mv = new float[to],
                ms = new float[to];
            map(u, mu);
            map(v, mv);
            map(sum, ms);
            double error = 0,
                size = 1e-12;
            for (int i = 0; i < to; i++)
            {
                error = Math.Max(error, Math.Abs((0.5 * mu[i]) - (2.0 * mv[i]) - ms[i]));
                size = Math.Max(size, Math.Abs(mu[i]) + (2 * Math.Abs(mv[i])));
            }

            Assert.True(error <= 1e-5 * size, $"not linear: {error:G3} of {size:G3}");
        }
    }

    public static void CheckOverwrites(ILinearOperator a)
    {
        float[] x = Samples.Signed(a.Domain.Count, 3),
            y = Samples.Signed(a.Codomain.Count, 4);
        float[] xCopy = [.. x],
            yCopy = [.. y],
            clean = new float[y.Length],
            dirty = new float[y.Length],
            cleanX = new float[x.Length],
            dirtyX = new float[x.Length];
        Array.Fill(dirty, float.NaN);
        Array.Fill(dirtyX, float.NaN);
        a.Apply(x, clean);
        a.Apply(x, dirty);
        a.Adjoint(y, cleanX);
        a.Adjoint(y, dirtyX);
        Assert.Equal(clean, dirty);
        Assert.Equal(cleanX, dirtyX);
        Assert.Equal(xCopy, x);
        Assert.Equal(yCopy, y);
    }

    public static void CheckAllocation(ILinearOperator a)
    {
        float[] x = Samples.Signed(a.Domain.Count, 5),
            y = new float[a.Codomain.Count];
        long bytes = Allocations.Of(Round);
        Assert.True(bytes == 0, $"{bytes} bytes allocated in three calls by {Describe(a)}");

        void Round()
        {
            a.Apply(x, y);
            a.Adjoint(y, x);
        }
    }

    private static string Describe(ILinearOperator a) => $"{a.GetType().Name} {a.Domain} -> {a.Codomain}";
}
