using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Deconv.Numerics;

namespace Deconv.Objectives.Priors.Patches;

/// <summary>
/// A mixture observed through white noise of variance s²: which Gaussian a noisy patch p came from, and its mean given p.
/// <para>
/// With the omitted directions treated as noise of variance v = s² + τ, (C + s²I)⁻¹ = (I − Σᵢ (λᵢ − τ)/(λᵢ + s²) uᵢuᵢᵀ)/v,
/// so the log density is a constant + ½ Σᵢ (gᵢ·p)² − ½‖p‖²/v with gᵢ = √((λᵢ − τ)/((λᵢ + s²) v)) uᵢ.
/// Directions with λ below a fraction of s² hardly distinguish the Gaussians and join τ: at high noise few are left,
/// which gives most of the speed. The products of all patches of a
/// tile with all gᵢ are one matrix product, with patches across the lanes.
/// </para>
/// </summary>
internal sealed class NoisyMixture : IDisposable
{
    /// <summary>Minimum variance of a direction that is used, in units of the noise variance.</summary>
    private const double MinVariance = 0.04;

    /// <summary>Number of directions that are multiplied together.</summary>
    private const int Group = 4;

    /// <summary>Number of vectors of patches that are multiplied together.</summary>
    private const int Columns = 3;

    private readonly GaussianMixture _mixture;
    private readonly AlignedBuffer _rows;
    private readonly AlignedBuffer _gains;
    private readonly Prepared[] _components;

    public NoisyMixture(GaussianMixture mixture)
    {
        _mixture = mixture;
        (int rows, int gains) = Lengths(mixture);
        _rows = AlignedPool.Rent(rows);
        _gains = AlignedPool.Rent(gains);
        _components = new Prepared[mixture.Count];
    }

    /// <summary>Number of patches that are processed together.</summary>
    public static int Tile => Columns * Vector<float>.Count;

    /// <summary>Floats of a tile's storage: patches one after the other, then sample by sample across patches, then norms and answers.</summary>
    public static int TileLength => (2 * Tile * PatchGeometry.Samples) + (3 * Tile);

    /// <summary>Floats that are kept for a mixture: rows of its components, and their gains.</summary>
    public static (int Rows, int Gains) Lengths(GaussianMixture mixture)
    {
        int groups = 0,
            gains = 0;
        foreach (GaussianMixture.Component component in mixture.Components)
        {
            groups += (component.Rank + Group - 1) / Group;
            gains += component.Rank;
        }

        return (groups * Group * PatchGeometry.Samples, gains);
    }

    /// <summary>Prepares for noise of a standard deviation, above 0. Allocates nothing.</summary>
    public void SetNoise(double deviation)
    {
        double noise = deviation * deviation;
        int row = 0,
            gain = 0;
        for (int k = 0; k < _components.Length; k++)
        {
            GaussianMixture.Component component = _mixture.Components[k];
            ReadOnlySpan<float> variances = component.Variances;
            int rank = 0;
            while (rank < variances.Length && variances[rank] > MinVariance * noise)
                rank++;
            int left = PatchGeometry.Dimensions - rank;
            double tail = (PatchGeometry.Dimensions - component.Rank) * (double)component.Tail;
            for (int i = rank; i < variances.Length; i++)
                tail += variances[i];
            tail /= Math.Max(1, left);
            double around = noise + tail,
                constant = Math.Log(component.Weight) - (0.5 * left * Math.Log(around));
            _components[k] = new Prepared(rank, row, gain, 0, (float)(0.5 / around), (float)(tail / around));
            for (int i = 0; i < rank; i++)
            {
                constant -= 0.5 * Math.Log(variances[i] + noise);
                _gains.Span[gain++] = (float)((variances[i] / (variances[i] + noise)) - (tail / around));
            }

            _components[k].Constant = (float)constant;
            for (int i = 0; i < (rank + Group - 1) / Group * Group; i++)
            {
                // gᵢ of a group interleaved, sample by sample
                float scale = i < rank ? (float)Math.Sqrt(Math.Max(0, variances[i] - tail) / ((variances[i] + noise) * around)) : 0;
                Span<float> to = _rows.Span.Slice(row + (i / Group * Group * PatchGeometry.Samples), Group * PatchGeometry.Samples);
                for (int j = 0; j < PatchGeometry.Samples; j++)
                    to[(j * Group) + (i % Group)] = i < rank ? scale * component.Directions[(i * PatchGeometry.Samples) + j] : 0;
            }

            row += (rank + Group - 1) / Group * Group * PatchGeometry.Samples;
        }
    }

    /// <summary>Finds the likeliest Gaussian of every patch of a tile.</summary>
    /// <param name="tile"><see cref="TileLength"/> floats, the first <see cref="Tile"/> patches of mean 0 one after the other; the rest is
    /// overwritten.</param>
    public void Classify(Span<float> tile)
    {
        int count = Tile;
        Span<float> across = tile.Slice(count * PatchGeometry.Samples, count * PatchGeometry.Samples),
            norms = Norms(tile);
        for (int p = 0; p < count; p++)
        {
            ReadOnlySpan<float> patch = tile.Slice(p * PatchGeometry.Samples, PatchGeometry.Samples);
            norms[p] = TensorPrimitives.SumOfSquares(patch);
            for (int j = 0; j < patch.Length; j++)
                across[(j * count) + p] = patch[j];
        }

        Span<float> best = LogDensities(tile);
        Span<int> choice = Choices(tile);
        best.Fill(float.NegativeInfinity);
        for (int k = 0; k < _components.Length; k++)
            Compare(_components[k], k, across, norms, best, choice);
    }

    /// <summary>Index of the likeliest Gaussian of every patch, after <see cref="Classify"/>.</summary>
    public static Span<int> Choices(Span<float> tile) =>
        MemoryMarshal.Cast<float, int>(tile.Slice((2 * Tile * PatchGeometry.Samples) + (2 * Tile), Tile));

    /// <summary>Log of weight times density of the likeliest Gaussian, after <see cref="Classify"/>; up to the same constant for all.</summary>
    public static Span<float> LogDensities(Span<float> tile) => tile.Slice((2 * Tile * PatchGeometry.Samples) + Tile, Tile);

    /// <summary>Replaces a patch of mean 0 by its mean given that Gaussian: the Wiener filter.</summary>
    public void Estimate(int component, Span<float> patch)
    {
        ref Prepared prepared = ref _components[component];
        ReadOnlySpan<float> directions = _mixture.Components[component].Directions,
            gains = _gains.Span.Slice(prepared.Gain, prepared.Rank);
        Span<float> estimate = stackalloc float[PatchGeometry.Samples];
        TensorPrimitives.Multiply(patch, prepared.TailGain, estimate);
        for (int i = 0; i < gains.Length; i++)
        {
            ReadOnlySpan<float> direction = directions.Slice(i * PatchGeometry.Samples, PatchGeometry.Samples);
            TensorPrimitives.MultiplyAddEstimate(direction, gains[i] * TensorPrimitives.Dot(direction, patch), estimate, estimate);
        }

        estimate.CopyTo(patch);
    }

    public void Dispose()
    {
        _rows.Dispose();
        _gains.Dispose();
    }

    private static Span<float> Norms(Span<float> tile) => tile.Slice(2 * Tile * PatchGeometry.Samples, Tile);

    /// <summary>Updates the best Gaussian of every lane with this one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Compare(in Prepared component, int index, ReadOnlySpan<float> across, ReadOnlySpan<float> norms, Span<float> best, Span<int> choice)
    {
        ref float rows = ref Unsafe.Add(ref MemoryMarshal.GetReference(_rows.Span), component.Row);
        ref float patches = ref MemoryMarshal.GetReference(across);
        int lanes = Vector<float>.Count,
            tile = Columns * lanes;
        Vector<float> s0 = Vector<float>.Zero,
            s1 = s0,
            s2 = s0;
        for (int i = 0; i < component.Rank; i += Group, rows = ref Unsafe.Add(ref rows, Group * PatchGeometry.Samples))
        {
            Vector<float> a0 = Vector<float>.Zero,
                a1 = a0,
                a2 = a0,
                b0 = a0,
                b1 = a0,
                b2 = a0,
                c0 = a0,
                c1 = a0,
                c2 = a0,
                d0 = a0,
                d1 = a0,
                d2 = a0;
            for (int j = 0; j < PatchGeometry.Samples; j++)
            {
                ref float p = ref Unsafe.Add(ref patches, j * tile);
                ref float g = ref Unsafe.Add(ref rows, j * Group);
                Vector<float> p0 = Vector.LoadUnsafe(ref p),
                    p1 = Vector.LoadUnsafe(ref p, (nuint)lanes),
                    p2 = Vector.LoadUnsafe(ref p, (nuint)(2 * lanes));
                var u = new Vector<float>(g);
                a0 = Vector.MultiplyAddEstimate(u, p0, a0);
                a1 = Vector.MultiplyAddEstimate(u, p1, a1);
                a2 = Vector.MultiplyAddEstimate(u, p2, a2);
                u = new Vector<float>(Unsafe.Add(ref g, 1));
                b0 = Vector.MultiplyAddEstimate(u, p0, b0);
                b1 = Vector.MultiplyAddEstimate(u, p1, b1);
                b2 = Vector.MultiplyAddEstimate(u, p2, b2);
                u = new Vector<float>(Unsafe.Add(ref g, 2));
                c0 = Vector.MultiplyAddEstimate(u, p0, c0);
                c1 = Vector.MultiplyAddEstimate(u, p1, c1);
                c2 = Vector.MultiplyAddEstimate(u, p2, c2);
                u = new Vector<float>(Unsafe.Add(ref g, 3));
                d0 = Vector.MultiplyAddEstimate(u, p0, d0);
                d1 = Vector.MultiplyAddEstimate(u, p1, d1);
                d2 = Vector.MultiplyAddEstimate(u, p2, d2);
            }

            s0 += (a0 * a0) + (b0 * b0) + (c0 * c0) + (d0 * d0);
            s1 += (a1 * a1) + (b1 * b1) + (c1 * c1) + (d1 * d1);
            s2 += (a2 * a2) + (b2 * b2) + (c2 * c2) + (d2 * d2);
        }

        Keep(component, index, s0, 0, norms, best, choice);
        Keep(component, index, s1, lanes, norms, best, choice);
        Keep(component, index, s2, 2 * lanes, norms, best, choice);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Keep(
        in Prepared component,
        int index,
        Vector<float> squares,
        int at,
        ReadOnlySpan<float> norms,
        Span<float> best,
        Span<int> choice
    )
    {
        Vector<float> density = new Vector<float>(component.Constant) + (squares * 0.5f) - (new Vector<float>(norms[at..]) * component.HalfInverse);
        var before = new Vector<float>(best[at..]);
        Vector<int> better = Vector.GreaterThan(density, before);
        Vector.Max(density, before).CopyTo(best[at..]);
        Vector.ConditionalSelect(better, new Vector<int>(index), new Vector<int>(choice[at..])).CopyTo(choice[at..]);
    }

    /// <summary>One Gaussian at the noise that was set.</summary>
    private record struct Prepared(int Rank, int Row, int Gain, float Constant, float HalfInverse, float TailGain);
}
