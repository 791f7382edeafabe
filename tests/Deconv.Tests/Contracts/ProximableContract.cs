using Deconv.Objectives;
using Xunit;

namespace Deconv.Tests.Contracts;

/// <summary>What every proximal map owes: no other point does better on g(u) + ‖u − v‖²/(2t), and v and x may be the same span.</summary>
public abstract class ProximableContract
{
    protected abstract IEnumerable<IProximable> Cases();

    /// <summary>Slack allowed to iterative proximal maps, relative to the value at the minimum.</summary>
    protected virtual double Slack => 1e-6;

    [Fact]
    public void No_point_nearby_or_far_is_better()
    {
        foreach (IProximable g in Cases())
        foreach (float t in (float[])[0.1f, 1f])
            CheckProx(g, t, Slack);
    }

    [Fact]
    public void Works_in_place()
    {
        foreach (IProximable g in Cases())
        {
            float[] v = Samples.Signed(g.Domain.Count, 30),
                apart = new float[v.Length];
            double value = g.Prox(v, 0.5f, apart);
            Assert.Equal(value, g.Prox(v, 0.5f, v));
            Assert.Equal(apart, v);
        }
    }

    public static void CheckProx(IProximable g, float t, double slack)
    {
        int n = g.Domain.Count;
        float[] v = Samples.Signed(n, 31),
            x = new float[n];
        double value = g.Prox(v, t, x);
        Assert.Equal(g.Value(x), value, 1e-5 * Math.Max(1, Math.Abs(value)));
        double best = Cost(x);
        var candidates = new List<float[]> { v, new float[n], Enumerable.Repeat(v.Average(), n).ToArray() };
        for (int seed = 0; seed < 40; seed++)
        {
            float[] d = Samples.Signed(n, 40 + seed);
            float scale = MathF.Pow(10, -(seed % 5));
            candidates.Add([.. x.Select((u, i) => u + (scale * d[i]))]);
            candidates.Add([.. x.Select((u, i) => u + (0.1f * scale * (v[i] - u)))]);
        }

        foreach (float[] candidate in candidates)
            Assert.True(
                Cost(candidate) >= best - (slack * Math.Max(best, 1e-3)),
                $"{g.GetType().Name}, t = {t}: {Cost(candidate):R} beats the prox's {best:R}"
            );

        double Cost(float[] u)
        {
            double distance = 0;
            for (int i = 0; i < n; i++)
                distance += Math.Pow((double)u[i] - v[i], 2);
            return g.Value(u) + (distance / (2 * t));
        }
    }
}
