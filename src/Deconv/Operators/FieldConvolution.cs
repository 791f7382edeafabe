using System.Numerics.Tensors;
using Deconv.Numerics;
using Deconv.Numerics.Fft;
using Deconv.Operators.Fields;
using Deconv.Psfs;

namespace Deconv.Operators;

/// <summary>
/// Convolution with a field of PSFs: y = Σᵢ hᵢ ∗ (wᵢ x), the weights wᵢ of the places before the convolution, so that light is conserved and
/// every hᵢ is the image of a point at its place (Flicker and Rigaut 2005; Denis et al. 2015). The adjoint is Σᵢ wᵢ (hᵢ ⋆ y).
/// <para>
/// Tiles of the image lie between four places, so each meets four PSFs however many the field has: four transforms forward and one back, and the
/// reverse for the adjoint.
/// </para>
/// </summary>
public sealed unsafe class FieldConvolution : ILinearOperator
{
    private readonly ConvolutionGeometry _geometry;
    private readonly FieldPlan _plan;
    private readonly TileTransform _transform;
    private readonly AlignedBuffer _spectra;
    private readonly int _stride;
    private readonly int _lanes;
    private readonly int _threads;

    /// <summary>The crop of the full convolution that a geometry names.</summary>
    /// <param name="geometry">Shapes and offsets; its kernel has the shape of the PSFs.</param>
    /// <param name="field">The PSFs, their places counted from the first sample of the image of the geometry.</param>
    /// <param name="threads">Threads to use; 0 means all processors. The result does not depend on it.</param>
    /// <exception cref="ArgumentException">A kernel of another shape.</exception>
    public FieldConvolution(ConvolutionGeometry geometry, PsfField field, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        if (geometry.Kernel != field.Shape)
            throw new ArgumentException($"The PSFs of the field are {field.Shape}, the kernel {geometry.Kernel}.", nameof(field));
        (_geometry, _stride, _lanes) = (geometry, field.Columns.Count, VectorWidth.BestLanes);
        _threads = threads == 0 ? Environment.ProcessorCount : threads;
        _plan = new FieldPlan(geometry, field, _lanes);
        _transform = TileTransform.Create(_plan.Transform, VectorWidth.Best);
        _spectra = AlignedPool.Rent(_plan.Used.Length * _transform.SpectrumLength);
        using AlignedBuffer samples = AlignedPool.Rent(field.Shape.Count);
        using AlignedBuffer workspace = AlignedPool.Rent(_transform.WorkspaceLength);
        foreach (int i in _plan.Used)
        {
            TensorPrimitives.Divide(field.Psfs[i].Samples, _transform.Gain, samples.Span);
            _transform.Forward(new Window(samples.Pointer, field.Shape, 0, 0), Spectrum(i), workspace.Pointer);
        }
    }

    /// <inheritdoc/>
    public Shape Domain => _geometry.Image;

    /// <inheritdoc/>
    public Shape Codomain => _geometry.Output;

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> x, Span<float> y)
    {
        y[..Codomain.Count].Clear();
        foreach (FieldTile[] phase in _plan.Phases)
            Run(phase, x, y, adjoint: false);
    }

    /// <inheritdoc/>
    public void Adjoint(ReadOnlySpan<float> y, Span<float> x) => Run(_plan.Tiles, y, x, adjoint: true);

    /// <summary>Floats that an operator holds, and those that it rents for every call.</summary>
    internal static long Floats(ConvolutionGeometry geometry, PsfField field, int threads)
    {
        var plan = new FieldPlan(geometry, field, VectorWidth.BestLanes);
        var transform = TileTransform.Create(plan.Transform, VectorWidth.Best);
        return ((long)plan.Used.Length * transform.SpectrumLength) + (threads * (long)Scratch(transform));
    }

    private static int Scratch(TileTransform transform) => transform.WorkspaceLength + (3 * transform.SpectrumLength);

    private float* Spectrum(int psf) => _spectra.Pointer + ((nint)_plan.Slots[psf] * _transform.SpectrumLength);

    private void Run(FieldTile[] tiles, ReadOnlySpan<float> input, Span<float> output, bool adjoint)
    {
        int threads = Math.Min(_threads, tiles.Length);
        using AlignedBuffer scratch = AlignedPool.Rent(threads * Scratch(_transform));
        fixed (
            float* from = input,
                to = output
        )
        {
            var job = new Job(this, tiles, from, to, scratch.Pointer, adjoint);
            Workers.For(ref job, tiles.Length, threads);
        }

        GC.KeepAlive(this);
    }

    private readonly struct Job(FieldConvolution field, FieldTile[] tiles, float* from, float* to, float* scratch, bool adjoint) : IParallelJob
    {
        public void Run(int item, int worker)
        {
            TileTransform transform = field._transform;
            float* plane = scratch + ((nint)worker * Scratch(transform)),
                spectrum = plane + transform.SpectrumLength,
                sum = spectrum + transform.SpectrumLength,
                workspace = sum + transform.SpectrumLength;
            if (adjoint)
                Gather(tiles[item], plane, spectrum, workspace);
            else
                Spread(tiles[item], plane, spectrum, sum, workspace);
        }

        /// <summary>Adds Σ h ∗ (w x) of a tile to the output.</summary>
        private void Spread(FieldTile tile, float* plane, float* spectrum, float* sum, float* workspace)
        {
            TileTransform transform = field._transform;
            ConvolutionGeometry g = field._geometry;
            var weights = new FieldWeights(field._plan, tile);
            int n = transform.SpectrumLength;
            for (int i = 0; i < weights.Count; i++)
            {
                for (int y = 0; y < tile.Height; y++)
                    weights.Multiply(i, y, new(from + ((nint)(tile.Y + y) * g.Image.Width) + tile.X, tile.Width), Row(plane, y, tile));
                transform.Forward(new Window(plane, new(tile.Height, tile.Width), 0, 0), spectrum, workspace);
                Span<float> product = new(sum, n);
                ReadOnlySpan<float> own = new(spectrum, n),
                    psf = new(field.Spectrum(weights.Psf(i, field._stride)), n);
                if (i == 0)
                    Spectra.Multiply(own, psf, product, field._lanes, conjugate: false);
                else
                    Spectra.AddProduct(own, psf, product, field._lanes);
            }

            // What a tile spreads is larger than it by the PSF; part of that may lie outside the output.
            int top = tile.Y - g.Top,
                left = tile.X - g.Left,
                height = tile.Height + g.Kernel.Height - 1,
                width = tile.Width + g.Kernel.Width - 1,
                x0 = Math.Max(0, -left),
                x1 = Math.Min(width, g.Output.Width - left);
            transform.Inverse(sum, new TileTarget(plane, width, height, width, stream: false), workspace);
            for (int y = Math.Max(0, -top); x1 > x0 && y < Math.Min(height, g.Output.Height - top); y++)
            {
                Span<float> row = new(to + ((nint)(top + y) * g.Output.Width) + left + x0, x1 - x0);
                TensorPrimitives.Add(row, new ReadOnlySpan<float>(plane + ((nint)y * width) + x0, x1 - x0), row);
            }
        }

        /// <summary>Writes Σ w (h ⋆ y) of a tile.</summary>
        private void Gather(FieldTile tile, float* plane, float* spectrum, float* workspace)
        {
            TileTransform transform = field._transform;
            ConvolutionGeometry g = field._geometry;
            var weights = new FieldWeights(field._plan, tile);
            transform.Forward(new Window(from, g.Output, tile.Y - g.Top, tile.X - g.Left), spectrum, workspace);
            for (int i = 0; i < weights.Count; i++)
            {
                float* psf = field.Spectrum(weights.Psf(i, field._stride));
                var target = new TileTarget(plane, tile.Width, tile.Height, tile.Width, stream: false);
                transform.Inverse(spectrum, psf, SpectrumFactor.Conjugate, target, workspace);
                for (int y = 0; y < tile.Height; y++)
                {
                    Span<float> row = new(to + ((nint)(tile.Y + y) * g.Image.Width) + tile.X, tile.Width);
                    if (i == 0)
                        weights.Multiply(i, y, Row(plane, y, tile), row);
                    else
                        weights.AddProduct(i, y, Row(plane, y, tile), row);
                }
            }
        }

        private static Span<float> Row(float* plane, int y, FieldTile tile) => new(plane + ((nint)y * tile.Width), tile.Width);
    }
}
