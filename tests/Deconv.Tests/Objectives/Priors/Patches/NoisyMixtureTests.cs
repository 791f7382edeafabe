using Deconv.Objectives.Priors.Patches;
using Deconv.Tests.Oracles;
using Xunit;

namespace Deconv.Tests.Objectives.Priors.Patches;

public class NoisyMixtureTests
{
    private static readonly GaussianMixture Mixture = PatchMixtureOracle.Random(7, 1);

    /// <summary>Noise below every variance: no direction is left out, and density, choice and estimate are those of the definition.</summary>
    [Theory]
    [InlineData(0.01)]
    [InlineData(0.05)]
    public void Density_choice_and_estimate_are_those_of_the_definition(double deviation)
    {
        using var seen = new NoisyMixture(Mixture);
        var oracle = new PatchMixtureOracle(Mixture, deviation);
        seen.SetNoise(0.3);
        seen.SetNoise(deviation); // what was set before leaves no trace
        float[] tile = Tile();
        float[][] patches = [.. tile.Take(NoisyMixture.Tile * 64).Chunk(64)];
        seen.Classify(tile);
        double offset = NoisyMixture.LogDensities(tile)[0] - oracle.LogDensity(NoisyMixture.Choices(tile)[0], Samples.ToDouble(patches[0]));
        for (int p = 0; p < patches.Length; p++)
        {
            double[] patch = Samples.ToDouble(patches[p]);
            int choice = NoisyMixture.Choices(tile)[p];
            double best = oracle.LogDensity(oracle.Likeliest(patch), patch),
                scale = Math.Abs(best) + 10;
            Assert.InRange(NoisyMixture.LogDensities(tile)[p] - offset, best - (3e-3 * scale), best + (3e-3 * scale));
            Assert.InRange(oracle.LogDensity(choice, patch), best - (3e-3 * scale), best + 1e-9);
            seen.Estimate(choice, patches[p]);
            Assert.True(Samples.RelativeError(patches[p], oracle.Estimate(choice, patch)) < 5e-3);
        }
    }

    /// <summary>
    /// At much noise, where weak directions are replaced by their mean, the choice is almost always as good and the estimate the same within 2 %.
    /// </summary>
    [Fact]
    public void Weak_directions_hardly_matter()
    {
        const double Deviation = 0.15;
        using var seen = new NoisyMixture(Mixture);
        var oracle = new PatchMixtureOracle(Mixture, Deviation);
        seen.SetNoise(Deviation);
        float[] tile = Tile();
        float[][] patches = [.. tile.Take(NoisyMixture.Tile * 64).Chunk(64)];
        seen.Classify(tile);
        for (int p = 0; p < patches.Length; p++)
        {
            double[] patch = Samples.ToDouble(patches[p]);
            int choice = NoisyMixture.Choices(tile)[p];
            Assert.InRange(oracle.LogDensity(choice, patch), oracle.LogDensity(oracle.Likeliest(patch), patch) - 0.5, double.PositiveInfinity);
            seen.Estimate(choice, patches[p]);
            double[] expected = oracle.Estimate(choice, patch);
            double difference = Math.Sqrt(patches[p].Select((v, i) => Math.Pow(v - expected[i], 2)).Sum()),
                size = Math.Sqrt(patch.Sum(v => v * v));
            Assert.True(difference < 0.02 * size, $"{difference:G3} of {size:G3}");
        }
    }

    /// <summary>Noisy draws from the Gaussians, their means taken away.</summary>
    private static float[] Tile()
    {
        float[] tile = new float[NoisyMixture.TileLength];
        for (int p = 0; p < NoisyMixture.Tile; p++)
        {
            GaussianMixture.Component component = Mixture.Components[p % Mixture.Count];
            float[] amplitudes = Samples.Normal(component.Rank, 10 + p),
                noise = Samples.Normal(64, 50 + p);
            float[] patch =
            [
                .. noise.Select(
                    (v, j) =>
                        (0.02f * (v - noise.Average()))
                        + Enumerable
                            .Range(0, component.Rank)
                            .Sum(i => MathF.Sqrt(component.Variances[i]) * amplitudes[i] * component.Directions[(i * 64) + j])
                ),
            ];
            patch.CopyTo(tile, p * 64);
        }

        return tile;
    }
}
