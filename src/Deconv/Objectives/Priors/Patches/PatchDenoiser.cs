using System.Numerics.Tensors;
using Deconv.Numerics;

namespace Deconv.Objectives.Priors.Patches;

/// <summary>
/// Removes white noise from a plane with a patch prior: every patch on a grid is replaced by its mean given its likeliest Gaussian, and overlapping
/// patches are averaged. The grid is shifted by a fixed sequence of offsets from call to call, so that seams do not accumulate.
/// <para>
/// Rows of patches are the work items. Rows far enough apart do not overlap: with a stride of 4, rows 0, 4, 8, … run in parallel, then 1, 5, …
/// and so on. So every sample is accumulated in the same order for any number of threads.
/// </para>
/// </summary>
internal sealed class PatchDenoiser : IDisposable
{
    private readonly Shape _shape;
    private readonly int _stride;
    private readonly int _threads;
    private readonly NoisyMixture _mixture;
    private readonly AlignedBuffer _tiles;
    private readonly PatchGrid _rows;
    private readonly PatchGrid _columns;

    /// <param name="shape">Shape of the planes, at least 8x8.</param>
    /// <param name="mixture">The patch prior.</param>
    /// <param name="stride">Distance between patches in samples, 1 to 8.</param>
    /// <param name="threads">Threads to use, at least 1; the answer does not depend on them.</param>
    public PatchDenoiser(Shape shape, GaussianMixture mixture, int stride, int threads)
    {
        (_shape, _stride, _threads) = (shape, stride, threads);
        _mixture = new NoisyMixture(mixture);
        _tiles = AlignedPool.Rent(threads * (NoisyMixture.TileLength + NoisyMixture.Tile));
        (_rows, _columns) = (new PatchGrid(shape.Height, stride), new PatchGrid(shape.Width, stride));
    }

    /// <summary>z = x without its noise. Allocates nothing.</summary>
    /// <param name="x">A plane.</param>
    /// <param name="deviation">Standard deviation of the noise, above 0.</param>
    /// <param name="turn">Which of the grids to use: 0, 1, 2, … for successive calls.</param>
    /// <param name="z">Overwritten; not x.</param>
    public unsafe void Denoise(ReadOnlySpan<float> x, double deviation, int turn, Span<float> z)
    {
        _mixture.SetNoise(deviation);

        // Multiples of the golden ratio and of its square root visit all grids without a pattern.
        _rows.Place((int)(turn * 0.6180339887 % 1 * _stride));
        _columns.Place((int)(turn * 0.7548776662 % 1 * _stride));
        z.Clear();
        fixed (
            float* from = x,
                to = z
        )
        {
            int phases = _rows.Reach;
            for (int phase = 0; phase < phases; phase++)
            {
                var job = new RowsJob(this, from, to, phase);
                Workers.For(ref job, (_rows.Count - phase + phases - 1) / phases, _threads);
            }
        }

        for (int row = 0; row < _shape.Height; row++)
        {
            Span<float> line = z.Slice(row * _shape.Width, _shape.Width);
            TensorPrimitives.Multiply(line, _columns.Shares[.._shape.Width], line);
            TensorPrimitives.Multiply(line, _rows.Shares[row], line);
        }
    }

    public void Dispose()
    {
        _mixture.Dispose();
        _tiles.Dispose();
    }

    private unsafe void DenoiseRow(float* x, float* z, int row, int worker)
    {
        int tileLength = NoisyMixture.TileLength,
            count = NoisyMixture.Tile,
            width = _shape.Width;
        Span<float> scratch = _tiles.Span.Slice(worker * (tileLength + count), tileLength + count),
            tile = scratch[..tileLength],
            means = scratch[tileLength..];
        float* from = x + ((nint)_rows[row] * width),
            to = z + ((nint)_rows[row] * width);
        for (int first = 0; first < _columns.Count; first += count)
        {
            int used = Math.Min(count, _columns.Count - first);
            if (used < count)
                tile[..(count * PatchGeometry.Samples)].Clear();
            for (int p = 0; p < used; p++)
                means[p] = Take(from + _columns[first + p], width, tile.Slice(p * PatchGeometry.Samples, PatchGeometry.Samples));
            _mixture.Classify(tile);
            Span<int> choices = NoisyMixture.Choices(tile);
            for (int p = 0; p < used; p++)
            {
                Span<float> patch = tile.Slice(p * PatchGeometry.Samples, PatchGeometry.Samples);
                _mixture.Estimate(choices[p], patch);
                Put(patch, means[p], to + _columns[first + p], width);
            }
        }
    }

    /// <summary>Copies a patch minus its mean; returns the mean.</summary>
    private static unsafe float Take(float* from, int width, Span<float> patch)
    {
        for (int y = 0; y < PatchGeometry.Side; y++)
            new ReadOnlySpan<float>(from + ((nint)y * width), PatchGeometry.Side).CopyTo(patch[(y * PatchGeometry.Side)..]);
        float mean = TensorPrimitives.Sum(patch) / PatchGeometry.Samples;
        TensorPrimitives.Subtract(patch, mean, patch);
        return mean;
    }

    private static unsafe void Put(ReadOnlySpan<float> patch, float mean, float* to, int width)
    {
        for (int y = 0; y < PatchGeometry.Side; y++)
        {
            float* line = to + ((nint)y * width);
            for (int x = 0; x < PatchGeometry.Side; x++)
                line[x] += patch[(y * PatchGeometry.Side) + x] + mean;
        }
    }

    private readonly unsafe struct RowsJob(PatchDenoiser denoiser, float* x, float* z, int phase) : IParallelJob
    {
        public void Run(int item, int worker) => denoiser.DenoiseRow(x, z, (item * denoiser._rows.Reach) + phase, worker);
    }
}
