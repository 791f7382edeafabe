using System.Numerics.Tensors;
using Deconv.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Deconv.Objectives.Priors.Patches;

/// <summary>
/// Fits a mixture to patches by classification expectation maximization (Celeux and Govaert 1992): every patch goes to its likeliest Gaussian,
/// every Gaussian becomes that of its patches. The assumed noise of the patches decreases over the iterations, so that they are first sorted by their
/// coarse shape. Independent of the number of threads.
/// </summary>
internal sealed class MixtureTraining
{
    private const double FirstNoise = 0.06;
    private const double LastNoise = 0.012;

    /// <summary>Variance below which directions join the tail: noise of the training images.</summary>
    private const double MinVariance = 3e-6;

    /// <summary>Regularization: every direction gets this fraction of the mean variance, with the weight of this many patches.</summary>
    private const double PriorShare = 0.02;
    private const double PriorPatches = 4;

    /// <summary>A Gaussian with fewer patches gets some from the largest one.</summary>
    private const int MinPatches = 100;

    private const int Piece = 1 << 10;
    private readonly float[] _patches;
    private readonly int _count;
    private readonly int _threads;
    private readonly int[] _choices;

    private MixtureTraining(float[] patches, int threads) =>
        (_patches, _count, _threads, _choices) = (
            patches,
            patches.Length / PatchGeometry.Samples,
            threads,
            new int[patches.Length / PatchGeometry.Samples]
        );

    /// <param name="patches">64 samples each, of mean 0.</param>
    /// <param name="components">Requested number of Gaussians; the result has fewer if some get no patches.</param>
    /// <param name="iterations">At least 1.</param>
    /// <param name="seed">Random seed of the initial Gaussians.</param>
    /// <param name="provenance">Description stored in the mixture.</param>
    /// <param name="threads">At least 1.</param>
    /// <param name="report">Receives the iteration and the mean log density of a patch.</param>
    public static GaussianMixture Run(
        float[] patches,
        int components,
        int iterations,
        int seed,
        string provenance,
        int threads,
        Action<int, double>? report = null
    )
    {
        var training = new MixtureTraining(patches, threads);
        training.Start(components, seed);
        GaussianMixture mixture = training.Maximize(components, provenance);
        for (int i = 1; i <= iterations; i++)
        {
            double noise = FirstNoise * Math.Pow(LastNoise / FirstNoise, Math.Min(1, 1.25 * (i - 1) / Math.Max(1, iterations - 1)));
            double density = training.Expect(mixture, noise);
            mixture = training.Maximize(components, provenance);
            report?.Invoke(i, density);
        }

        return mixture;
    }

    /// <summary>Assigns every patch to the nearest of some randomly chosen patches or their negatives.</summary>
    private void Start(int components, int seed)
    {
        var random = new Random(seed);
        float[] seeds = new float[components * PatchGeometry.Samples],
            halfNorms = new float[components];
        for (int k = 0; k < components; k++)
        {
            Span<float> patch = seeds.AsSpan(k * PatchGeometry.Samples, PatchGeometry.Samples);
            Patch(random.Next(_count)).CopyTo(patch);
            halfNorms[k] = 0.5f * TensorPrimitives.SumOfSquares(patch);
        }

        var job = new StartJob(this, seeds, halfNorms);
        Workers.For(ref job, Pieces, _threads);
    }

    private int Pieces => (_count + Piece - 1) / Piece;

    private ReadOnlySpan<float> Patch(int i) => _patches.AsSpan(i * PatchGeometry.Samples, PatchGeometry.Samples);

    private double Expect(GaussianMixture mixture, double noise)
    {
        using var seen = new NoisyMixture(mixture);
        seen.SetNoise(noise);
        double[] densities = new double[Pieces];
        using AlignedBuffer tiles = AlignedPool.Rent(_threads * NoisyMixture.TileLength);
        var job = new ExpectJob(this, seen, tiles, densities);
        Workers.For(ref job, Pieces, _threads);
        return densities.Sum() / _count;
    }

    /// <summary>Fits the Gaussians to the patches assigned to them. One with too few patches takes half of those of the largest.</summary>
    private GaussianMixture Maximize(int components, string provenance)
    {
        List<int>[] members = [.. Enumerable.Range(0, components).Select(_ => new List<int>())];
        for (int i = 0; i < _count; i++)
            members[_choices[i]].Add(i);
        for (int k = 0; k < components; k++)
        {
            List<int> largest = members.MaxBy(m => m.Count)!;
            if (members[k].Count >= MinPatches || largest.Count < 2 * MinPatches)
                continue;
            members[k].AddRange(largest.Where((_, i) => i % 2 == 1));
            largest.RemoveAll(new HashSet<int>(members[k]).Contains);
        }

        var result = new GaussianMixture.Component[components];
        double total = members.Sum(m => (double)m.Count);
        var job = new MaximizeJob(this, members, result, total);
        Workers.For(ref job, components, _threads);
        return new GaussianMixture(result.Where(c => c.Weight > 0), provenance);
    }

    private GaussianMixture.Component Gaussian(List<int> members, double total)
    {
        const int N = PatchGeometry.Samples;
        double[] sums = new double[N * N];
        float[] block = new float[N * N];
        for (int i = 0; i < members.Count; i++)
        {
            ReadOnlySpan<float> patch = Patch(members[i]);
            for (int row = 0; row < N; row++)
            {
                Span<float> line = block.AsSpan(row * N, row + 1);
                TensorPrimitives.MultiplyAdd(patch[..(row + 1)], patch[row], line, line);
            }

            if (i % 64 != 63 && i != members.Count - 1)
                continue;
            for (int j = 0; j < sums.Length; j++)
                sums[j] += block[j];
            Array.Clear(block);
        }

        double energy = 0;
        for (int i = 0; i < N; i++)
            energy += sums[(i * N) + i];
        double prior = PriorPatches * PriorShare * energy / Math.Max(1, members.Count) / PatchGeometry.Dimensions;
        Matrix<double> covariance = Matrix<double>.Build.Dense(
            N,
            N,
            (i, j) => (sums[(Math.Max(i, j) * N) + Math.Min(i, j)] + (prior * ((i == j ? 1.0 : 0) - (1.0 / N)))) / (members.Count + PriorPatches)
        );
        var eigen = covariance.Evd(Symmetricity.Symmetric);
        int[] order = [.. Enumerable.Range(0, N).OrderByDescending(i => eigen.EigenValues[i].Real)];
        int rank = Math.Min(PatchGeometry.Dimensions, order.Count(i => eigen.EigenValues[i].Real > MinVariance));
        double tail = order.Skip(rank).Sum(i => Math.Max(0, eigen.EigenValues[i].Real)) / Math.Max(1, PatchGeometry.Dimensions - rank);
        return new(
            (float)(members.Count / total),
            (float)tail,
            [.. order.Take(rank).Select(i => (float)eigen.EigenValues[i].Real)],
            [.. order.Take(rank).SelectMany(i => eigen.EigenVectors.Column(i).Select(v => (float)v))]
        );
    }

    private readonly struct StartJob(MixtureTraining training, float[] seeds, float[] halfNorms) : IParallelJob
    {
        public void Run(int item, int worker)
        {
            for (int i = item * Piece; i < Math.Min(training._count, (item + 1) * Piece); i++)
            {
                float best = float.NegativeInfinity;
                for (int k = 0; k < halfNorms.Length; k++)
                {
                    float score =
                        Math.Abs(TensorPrimitives.Dot(training.Patch(i), seeds.AsSpan(k * PatchGeometry.Samples, PatchGeometry.Samples)))
                        - halfNorms[k];
                    if (score > best)
                        (best, training._choices[i]) = (score, k);
                }
            }
        }
    }

    private readonly struct ExpectJob(MixtureTraining training, NoisyMixture mixture, AlignedBuffer tiles, double[] densities) : IParallelJob
    {
        public void Run(int item, int worker)
        {
            int end = Math.Min(training._count, (item + 1) * Piece),
                tile = NoisyMixture.Tile;
            Span<float> scratch = tiles.Span.Slice(worker * NoisyMixture.TileLength, NoisyMixture.TileLength);
            double sum = 0;
            for (int first = item * Piece; first < end; first += tile)
            {
                int used = Math.Min(tile, end - first);
                scratch[..(tile * PatchGeometry.Samples)].Clear();
                training._patches.AsSpan(first * PatchGeometry.Samples, used * PatchGeometry.Samples).CopyTo(scratch);
                mixture.Classify(scratch);
                NoisyMixture.Choices(scratch)[..used].CopyTo(training._choices.AsSpan(first));
                foreach (float density in NoisyMixture.LogDensities(scratch)[..used])
                    sum += density;
            }

            densities[item] = sum;
        }
    }

    private readonly struct MaximizeJob(MixtureTraining training, List<int>[] members, GaussianMixture.Component[] result, double total)
        : IParallelJob
    {
        public void Run(int item, int worker) => result[item] = training.Gaussian(members[item], total);
    }
}
