using Deconv.Objectives.Priors.Patches;
using Deconv.Tests.Contracts;
using Deconv.Tests.Oracles;
using Xunit;

namespace Deconv.Tests.Objectives.Priors.Patches;

/// <summary>Alone, because of the test of allocations: buffers of the pool are shared.</summary>
[CollectionDefinition(nameof(PatchDenoiserTests), DisableParallelization = true)]
[Collection(nameof(PatchDenoiserTests))]
public class PatchDenoiserTests
{
    private static readonly GaussianMixture Mixture = PatchMixtureOracle.Random(5, 2);

    [Theory]
    [InlineData(8, 8, 4, 0)]
    [InlineData(9, 21, 4, 1)]
    [InlineData(21, 17, 5, 2)]
    [InlineData(15, 12, 3, 3)]
    public void A_plane_is_the_average_of_its_patches_each_by_its_definition(int height, int width, int stride, int turn)
    {
        const double Deviation = 0.03;
        var shape = new Shape(height, width);
        float[] x = [.. Samples.Normal(shape.Count, 3).Select((v, i) => 0.5f + (0.1f * v) + (i % width > 7 ? 0.3f : 0))],
            z = new float[x.Length];
        using var denoiser = new PatchDenoiser(shape, Mixture, stride, 1);
        denoiser.Denoise(x, Deviation, turn, z);
        PatchGrid rows = new(height, stride),
            columns = new(width, stride);
        rows.Place((int)(turn * 0.6180339887 % 1 * stride));
        columns.Place((int)(turn * 0.7548776662 % 1 * stride));
        double[] expected = new PatchMixtureOracle(Mixture, Deviation).Denoise(x, shape, All(rows), All(columns));
        for (int i = 0; i < z.Length; i++)
            Assert.Equal(expected[i], z[i], 2e-3);

        static int[] All(PatchGrid grid) => [.. Enumerable.Range(0, grid.Count).Select(p => grid[p])];
    }

    [Fact]
    public void The_answer_does_not_depend_on_the_threads()
    {
        var shape = new Shape(61, 90);
        float[] x = Samples.Positive(shape.Count, 4),
            one = Denoised(1);
        foreach (int threads in (int[])[2, 3, 7])
            Assert.Equal(one, Denoised(threads));

        float[] Denoised(int threads)
        {
            float[] z = new float[x.Length];
            using var denoiser = new PatchDenoiser(shape, Mixture, 4, threads);
            denoiser.Denoise(x, 0.1, 1, z);
            return z;
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Nothing_is_allocated(int threads)
    {
        var shape = new Shape(40, 56);
        float[] x = Samples.Positive(shape.Count, 5),
            pull = new float[x.Length];
        using var patches = new PatchPull(shape, Mixture, 0.01, false, threads);
        Assert.Equal(
            0,
            Allocations.Of(() =>
            {
                for (int step = 0; step < PatchPull.Steps; step++)
                    patches.Pull(x, step, pull);
            })
        );
    }

    /// <summary>A plane that the prior knows, through noise: most of the noise goes, and a plane without contrast stays.</summary>
    [Fact]
    public void Noise_goes_and_flat_planes_stay()
    {
        var shape = new Shape(64, 64);
        float[] noise = Samples.Normal(shape.Count, 6),
            x = new float[shape.Count],
            z = new float[shape.Count],
            truth = new float[shape.Count];
        for (int i = 0; i < x.Length; i++)
        {
            truth[i] = 0.2f + ((i % 64) + (i / 64) < 60 ? 0 : 0.5f);
            x[i] = truth[i] + (0.1f * noise[i]);
        }

        using var denoiser = new PatchDenoiser(shape, GaussianMixture.Photographs, 4, 2);
        denoiser.Denoise(x, 0.1, 0, z);
        double before = Samples.Norm([.. x.Zip(truth, (a, b) => a - b)]),
            after = Samples.Norm([.. z.Zip(truth, (a, b) => a - b)]);
        Assert.True(after < 0.4 * before, $"error {after:G3} of {before:G3}");
        Array.Fill(x, 0.7f);
        denoiser.Denoise(x, 0.1, 1, z);
        foreach (float v in z)
            Assert.Equal(0.7f, v, 1e-5);
    }

    [Fact]
    public void Grids_cover_every_sample_and_patches_a_reach_apart_do_not_touch()
    {
        for (int length = 8; length < 40; length++)
        for (int stride = 1; stride <= 8; stride++)
        {
            var grid = new PatchGrid(length, stride);
            for (int offset = 0; offset < stride; offset++)
            {
                grid.Place(offset);
                int[] covered = new int[length];
                for (int p = 0; p < grid.Count; p++)
                {
                    for (int i = 0; i < 8; i++)
                        covered[grid[p] + i]++;
                    if (p >= grid.Reach)
                        Assert.True(grid[p] >= grid[p - grid.Reach] + 8);
                }

                for (int i = 0; i < length; i++)
                    Assert.Equal(1f / covered[i], grid.Shares[i]);
            }
        }
    }

    [Fact]
    public void Pulls_rise_as_the_noise_they_assume_falls()
    {
        using var patches = new PatchPull(new(16, 16), Mixture, 0.01, false, 1);
        Assert.Equal(0.06, patches.Deviation(0), 1e-12);
        for (int step = 1; step < PatchPull.Steps; step++)
        {
            Assert.Equal(patches.Deviation(0) * Math.Pow(2, -step / 2.0), patches.Deviation(step), 1e-12);
            Assert.Equal(2, patches.Penalty(step) / patches.Penalty(step - 1), 1e-9);
        }

        Assert.Equal(patches.Deviation(PatchPull.Steps - 1), patches.Deviation(PatchPull.Steps + 3)); // beyond the last it stays
    }
}
