using Deconv.Objectives.Priors.Patches;
using Deconv.Tests.Oracles;
using Xunit;

namespace Deconv.Tests.Objectives.Priors.Patches;

public class GaussianMixtureTests
{
    private static readonly GaussianMixture Mixture = PatchMixtureOracle.Random(3, 3);

    [Fact]
    public void What_is_saved_is_what_is_loaded()
    {
        GaussianMixture back = GaussianMixture.Load(new MemoryStream(Saved(Mixture)));
        Assert.Equal(Mixture.Count, back.Count);
        Assert.Equal("drawn", back.Provenance);
        for (int k = 0; k < back.Count; k++)
        {
            GaussianMixture.Component a = Mixture.Components[k],
                b = back.Components[k];
            Assert.Equal((a.Weight, a.Tail), (b.Weight, b.Tail));
            Assert.Equal(a.Variances, b.Variances);
            for (int i = 0; i < a.Directions.Length; i++)
                Assert.Equal(a.Directions[i], b.Directions[i], 5e-4);
        }

        Assert.Equal(Saved(back), Saved(GaussianMixture.Load(new MemoryStream(Saved(back)))));
    }

    [Fact]
    public void Every_changed_byte_is_noticed()
    {
        byte[] file = Saved(Mixture);
        foreach (int at in (int[])[9, 20, file.Length / 2, file.Length - 40, file.Length - 1])
        {
            byte[] changed = [.. file];
            changed[at] ^= 1;
            Assert.Contains("SHA-256", Message(changed), StringComparison.Ordinal);
        }

        Assert.Contains("SHA-256", Message(file[..^1]), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_files_and_versions_are_told_apart()
    {
        byte[] other = Saved(Mixture);
        other[6] = 2;
        Assert.Contains("version 2", Message(other), StringComparison.Ordinal);
        Assert.Contains("not a patch mixture", Message([1, 2, 3]), StringComparison.Ordinal);
        Assert.Contains("not a patch mixture", Message(new byte[200]), StringComparison.Ordinal);
    }

    /// <summary>Right hash, impossible contents.</summary>
    [Fact]
    public void Values_out_of_range_are_refused()
    {
        foreach (
            GaussianMixture.Component bad in (GaussianMixture.Component[])
                [
                    new(float.NaN, 0, [], []),
                    new(1, -1, [], []),
                    new(1, 0, [1, 2], new float[128]),
                    new(1, 0, [1], [2, .. new float[63]]),
                    new(0, 0, [], []),
                ]
        )
            Assert.Contains("out of range", Message(Saved(new GaussianMixture([bad], ""))), StringComparison.Ordinal);
        Assert.Contains("out of range", Message(Saved(new GaussianMixture([], ""))), StringComparison.Ordinal);
    }

    [Fact]
    public void The_shipped_mixture_is_sound_and_says_where_it_comes_from()
    {
        GaussianMixture shipped = GaussianMixture.Photographs;
        Assert.InRange(shipped.Count, 80, 160);
        Assert.Contains("--seed", shipped.Provenance, StringComparison.Ordinal);
        Assert.Equal(1, shipped.Components.ToArray().Sum(c => (double)c.Weight), 1e-4);
        foreach (GaussianMixture.Component component in shipped.Components)
            for (int i = 0; i < component.Rank; i += 9)
            for (int j = 0; j <= i; j += 3)
            {
                ReadOnlySpan<float> u = component.Directions.AsSpan(i * 64, 64),
                    v = component.Directions.AsSpan(j * 64, 64);
                Assert.Equal(i == j ? 1 : 0, Samples.Dot(u, v), 3e-3);
            }
    }

    /// <summary>Stripes beside noise: the mixture finds both, the same for any number of threads.</summary>
    [Fact]
    public void Training_finds_what_the_pictures_are_made_of()
    {
        var picture = new PlanarImage(new(64, 96), 1);
        var random = new Random(1);
        for (int y = 0; y < 64; y++)
        for (int x = 0; x < 96; x++)
            picture.Row(0, y)[x] =
                (
                    x < 48
                        ? (x / 4) % 2 == 0
                            ? 0.8f
                            : 0.2f
                        : 0.5f
                ) + (0.02f * (random.NextSingle() - 0.5f));
        GaussianMixture one = Train(1),
            three = Train(3);
        Assert.Equal(Saved(one), Saved(three));
        GaussianMixture.Component[] components = one.Components.ToArray();
        double strongest = components.Max(c => c.Variances.Sum()),
            weakest = components.Min(c => c.Variances.Sum() + (c.Tail * (63 - c.Rank)));
        Assert.InRange(strongest, 3, 8); // contrast 0.6: 64 · 0.09
        Assert.True(weakest < 0.1 * strongest); // the flat half

        // A stripe is one of few directions.
        GaussianMixture.Component stripes = components.MaxBy(c => c.Variances.Sum())!;
        Assert.True(stripes.Variances.Take(4).Sum() > 0.9 * stripes.Variances.Sum());

        GaussianMixture Train(int threads) => GaussianMixture.Train([(picture, 1)], 6, 3000, 4, 7, "stripes", threads);
    }

    [Fact]
    public void Training_refuses_what_it_cannot_use()
    {
        using var gray = new PlanarImage(new(16, 16), 1);
        using var color = new PlanarImage(new(16, 16), 3);
        using var small = new PlanarImage(new(15, 16), 1);
        foreach (PlanarImage bad in (PlanarImage[])[color, small])
            Assert.Throws<ArgumentException>(() => GaussianMixture.Train([(bad, 1)], 2, 1000, 1, 1, ""));
        Assert.Throws<ArgumentException>(() => GaussianMixture.Train([], 2, 1000, 1, 1, ""));
        Assert.Throws<ArgumentException>(() => GaussianMixture.Train([(gray, 0)], 2, 1000, 1, 1, ""));
        Assert.Throws<ArgumentException>(() => GaussianMixture.Train([(gray, 1)], 0, 1000, 1, 1, ""));
        Assert.Throws<ArgumentException>(() => GaussianMixture.Train([(gray, 1)], 2, 999, 1, 1, ""));
        Assert.Throws<ArgumentException>(() => GaussianMixture.Train([(gray, 1)], 2, 1000, 0, 1, ""));
    }

    private static byte[] Saved(GaussianMixture mixture)
    {
        var stream = new MemoryStream();
        mixture.Save(stream);
        return stream.ToArray();
    }

    private static string Message(byte[] file) =>
        Assert.Throws<InvalidDataException>(() => GaussianMixture.Load(new MemoryStream(file), "It")).Message;
}
