using Deconv.Numerics;
using Deconv.Objectives.Priors.Learned;
using Deconv.Tests.Contracts;
using Deconv.Tests.Oracles;
using Xunit;

namespace Deconv.Tests.Objectives.Priors.Learned;

/// <summary>Alone, because of the test of allocations: buffers of the pool are shared.</summary>
[CollectionDefinition(nameof(LearnedDenoiserTests), DisableParallelization = true)]
[Collection(nameof(LearnedDenoiserTests))]
public class LearnedDenoiserTests
{
    private static readonly LearnedPrior Drawn = NetworkOracle.Random(2);

    /// <summary>Sides that are no multiple of 4, and smaller than a block of columns, too; every width of vectors this processor has.</summary>
    [Theory]
    [InlineData(8, 8)]
    [InlineData(1, 1)]
    [InlineData(7, 30)]
    [InlineData(33, 18)]
    [InlineData(40, 61)]
    public void A_plane_is_what_the_definition_says_at_every_width(int height, int width)
    {
        const double Deviation = 0.02;
        var shape = new Shape(height, width);
        float[] x = [.. Samples.Positive(shape.Count, 3)];
        double[] expected = new NetworkOracle(Drawn).Denoise(x, shape, Deviation);
        foreach (int bits in ((int[])[128, 256, 512]).Where(VectorWidth.IsSupported))
        {
            float[] z = Denoised(x, shape, Deviation, 1, bits);
            for (int i = 0; i < z.Length; i++)
                Assert.Equal(expected[i], z[i], 1e-4);
        }
    }

    /// <summary>Sums are taken in one order, and multiplication and addition are fused, whatever the width.</summary>
    [Fact]
    public void All_widths_give_the_same_bits()
    {
        Assert.SkipUnless(VectorWidth.IsSupported(256), "This processor has one width.");
        var shape = new Shape(50, 70);
        float[] x = Samples.Positive(shape.Count, 4),
            first = Denoised(x, shape, 0.03, 1, 256);
        foreach (int bits in ((int[])[128, 512]).Where(VectorWidth.IsSupported))
            Assert.Equal(first, Denoised(x, shape, 0.03, 1, bits));
    }

    /// <summary>Planes of several tiles: what lies around a sample decides, not where its tile ends.</summary>
    [Fact]
    public void The_answer_depends_neither_on_the_tiles_nor_on_the_threads()
    {
        var large = new Shape(420, 404); // two by two tiles
        float[] x = Samples.Positive(large.Count, 5),
            one = Denoised(x, large, 0.01, 1);
        foreach (int threads in (int[])[2, 3, 7])
            Assert.Equal(one, Denoised(x, large, 0.01, threads));

        // A part that begins on a multiple of 4, as one tile: equal where the border of the part is out of reach.
        const int Top = 120,
            Left = 100,
            Reach = 28;
        var part = new Shape(200, 240);
        float[] cut = new float[part.Count];
        for (int y = 0; y < part.Height; y++)
            Array.Copy(x, ((Top + y) * large.Width) + Left, cut, y * part.Width, part.Width);
        float[] alone = Denoised(cut, part, 0.01, 1);
        for (int y = Reach; y < part.Height - Reach; y++)
        for (int c = Reach; c < part.Width - Reach; c++)
            Assert.Equal(one[((Top + y) * large.Width) + Left + c], alone[(y * part.Width) + c]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Nothing_is_allocated(int threads)
    {
        var shape = new Shape(40, 56);
        float[] x = Samples.Positive(shape.Count, 5),
            pull = new float[x.Length];
        using var learned = new LearnedPull(shape, Drawn, 0.01, false, threads, default);
        Assert.Equal(
            0,
            Allocations.Of(() =>
            {
                for (int step = 0; step < LearnedPull.Steps; step++)
                    learned.Pull(x, step, pull);
            })
        );
    }

    /// <summary>With the prior of the library most of the noise of a picture of one edge goes, and a plane without contrast stays.</summary>
    [Fact]
    public void Noise_goes_and_flat_planes_stay()
    {
        var shape = new Shape(64, 64);
        float[] noise = Samples.Normal(shape.Count, 6),
            x = new float[shape.Count],
            truth = new float[shape.Count];
        for (int i = 0; i < x.Length; i++)
        {
            truth[i] = 0.2f + ((i % 64) + (i / 64) < 60 ? 0 : 0.5f);
            x[i] = truth[i] + (0.05f * noise[i]);
        }

        float[] z = Denoised(x, shape, 0.05, 2, prior: LearnedPrior.Default);
        double before = Samples.Norm([.. x.Zip(truth, (a, b) => a - b)]),
            after = Samples.Norm([.. z.Zip(truth, (a, b) => a - b)]);
        Assert.True(after < 0.45 * before, $"error {after:G3} of {before:G3}");
        const float Deviation = 0.01f;
        for (int i = 0; i < x.Length; i++)
            x[i] = 0.7f + (Deviation * noise[i]);
        z = Denoised(x, shape, Deviation, 1, prior: LearnedPrior.Default);
        Assert.Equal(0.7f, z.Average(), 0.3f * Deviation);
        double left = Samples.Norm([.. z.Select(v => v - 0.7f)]) / Math.Sqrt(z.Length);
        Assert.True(left < 0.5 * Deviation, $"noise {left:G3} of {Deviation}");
    }

    [Fact]
    public void A_canceled_call_pulls_nothing()
    {
        var shape = new Shape(40, 56);
        float[] x = Samples.Positive(shape.Count, 5),
            pull = Samples.Positive(shape.Count, 6);
        using var learned = new LearnedPull(shape, Drawn, 0.01, false, 1, new CancellationToken(true));
        Assert.Equal(0, learned.Pull(x, 0, pull));
        Assert.All(pull, v => Assert.Equal(0, v));
    }

    private static float[] Denoised(float[] x, Shape shape, double deviation, int threads, int? bits = null, LearnedPrior? prior = null)
    {
        float[] z = new float[x.Length];
        using var denoiser = new LearnedDenoiser(shape, prior ?? Drawn, threads, bits ?? VectorWidth.Best);
        denoiser.Denoise(x, deviation, z, default);
        return z;
    }
}
