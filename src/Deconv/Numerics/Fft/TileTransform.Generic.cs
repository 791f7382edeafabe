using System.Runtime.CompilerServices;
using Deconv.Numerics.Kernels;

namespace Deconv.Numerics.Fft;

/// <summary>
/// <see cref="TileTransform"/> for one vector width. A tile lies strip after strip: a strip is Lanes columns, element y of it packs rows y and
/// y + T/2. See docs/engine.md for a diagram.
/// </summary>
internal sealed unsafe class TileTransform<TKernels> : TileTransform
    where TKernels : IFftKernels
{
    private readonly ColumnPasses<TKernels> _columns;
    private readonly RowPasses<TKernels> _rows;
    private readonly int _half;
    private readonly nint _element;
    private readonly nint _stripStride;
    private readonly int _tileLength;

    public TileTransform(Shape shape)
        : base(shape)
    {
        _half = shape.Height / 2;
        _columns = new ColumnPasses<TKernels>(_half, -Math.PI / 2);
        _rows = new RowPasses<TKernels>(shape.Width);
        _element = 2 * TKernels.Lanes;

        // One element of padding: strips a power of two apart would compete for the same cache sets in the row passes.
        _stripStride = (_half + 1) * _element;
        _tileLength = checked((int)(_stripStride * _rows.Strips));
    }

    // Two tiles (correlation holds two), one group of rows, two leaves' worth of its spectrum, and two rows on their way in.
    public override int WorkspaceLength => (2 * _tileLength) + (3 * _rows.Length) + (2 * Shape.Width);

    public override void Forward(in Window source, float* spectrum, float* workspace)
    {
        var work = new Workspace(this, workspace);
        GatherAndTransformColumns(source, work.Tile, work.Row);
        for (int y = 0; y < _half; y += _rows.Together)
            ForwardRows(work.Tile, y, work.Rows, spectrum + (y * _rows.Strips * _element));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Filter(in Window source, float* spectrum, SpectrumFactor factor, in TileTarget target, float* workspace)
    {
        var work = new Workspace(this, workspace);
        GatherAndTransformColumns(source, work.Tile, work.Row);
        for (int y = 0; y < _half; y += _rows.Together)
        {
            float* rowSpectrum = spectrum + (y * _rows.Strips * _element);
            _rows.ForwardStrips(work.Tile + (y * _element), _element, _stripStride, work.Rows);
            for (int group = 0; group < _rows.Groups; group++, rowSpectrum += _rows.LeafLength)
            {
                _rows.ForwardLeaf(group, work.Rows, work.Leaf);
                if (factor == SpectrumFactor.Plain)
                    _rows.InverseLeafTimes(group, work.Leaf, rowSpectrum, work.Rows);
                else
                    _rows.InverseLeafTimesConjugate(group, work.Leaf, rowSpectrum, work.Rows);
            }

            _rows.InverseStrips(work.Rows, work.Tile + (y * _element), _element, _stripStride);
        }

        TransformColumnsAndScatter(work.Tile, target, work.Row);
    }

    public override void Inverse(float* x, float* spectrum, SpectrumFactor factor, in TileTarget target, float* workspace)
    {
        var work = new Workspace(this, workspace);
        for (int y = 0; y < _half; y += _rows.Together)
        {
            for (int group = 0; group < _rows.Groups; group++, x += _rows.LeafLength, spectrum += _rows.LeafLength)
            {
                if (factor == SpectrumFactor.Plain)
                    _rows.InverseLeafTimes(group, x, spectrum, work.Rows);
                else
                    _rows.InverseLeafTimesConjugate(group, x, spectrum, work.Rows);
            }

            _rows.InverseStrips(work.Rows, work.Tile + (y * _element), _element, _stripStride);
        }

        TransformColumnsAndScatter(work.Tile, target, work.Row);
    }

    public override void Inverse(float* spectrum, in TileTarget target, float* workspace)
    {
        var work = new Workspace(this, workspace);
        for (int y = 0; y < _half; y += _rows.Together)
        {
            for (int group = 0; group < _rows.Groups; group++, spectrum += _rows.LeafLength)
                _rows.InverseLeaf(group, spectrum, work.Rows);
            _rows.InverseStrips(work.Rows, work.Tile + (y * _element), _element, _stripStride);
        }

        TransformColumnsAndScatter(work.Tile, target, work.Row);
    }

    public override void Correlate(in Window x, in Window r, float* sum, float* workspace)
    {
        var work = new Workspace(this, workspace);
        GatherAndTransformColumns(x, work.Tile, work.Row);
        GatherAndTransformColumns(r, work.SecondTile, work.Row);
        for (int y = 0; y < _half; y += _rows.Together, sum += _rows.Length)
        {
            ForwardRows(work.Tile, y, work.Rows, work.Leaf);
            ForwardRows(work.SecondTile, y, work.Rows, work.SecondLeaf);
            TKernels.AddTimesConjugate(work.Leaf, work.SecondLeaf, sum, _rows.Length / _element);
        }
    }

    public override void Correlate(float* x, in Window r, float* sum, float* workspace)
    {
        var work = new Workspace(this, workspace);
        GatherAndTransformColumns(r, work.Tile, work.Row);
        for (int y = 0; y < _half; y += _rows.Together, sum += _rows.Length, x += _rows.Length)
        {
            ForwardRows(work.Tile, y, work.Rows, work.Leaf);
            TKernels.AddTimesConjugate(x, work.Leaf, sum, _rows.Length / _element);
        }
    }

    private void ForwardRows(float* tile, int y, float* rows, float* spectrum)
    {
        _rows.ForwardStrips(tile + (y * _element), _element, _stripStride, rows);
        for (int group = 0; group < _rows.Groups; group++)
            _rows.ForwardLeaf(group, rows, spectrum + (group * _rows.LeafLength));
    }

    // Row by row, not inside the first butterflies: those walk down the strip, 16 rows apart, and wait for every one of them (51 against 35 µs).
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void GatherAndTransformColumns(in Window source, float* tile, float* scratch)
    {
        int lanes = TKernels.Lanes,
            strips = Math.Clamp((source.Right + lanes - 1) / lanes, 0, _rows.Strips);
        for (int y = 0; y < _half; y++, tile += _element)
        {
            float* first = source.Row(y, 0, strips * lanes, scratch),
                second = source.Row(y + _half, 0, strips * lanes, scratch + Shape.Width);
            if (first is not null && second is not null)
            {
                TKernels.RowsToStrips(first, second, tile, _stripStride, strips);
                continue;
            }

            if (first is null)
                TKernels.ClearStrips(tile, _stripStride, strips);
            else
                TKernels.RowToStrips(first, tile, _stripStride, strips);
            if (second is null)
                TKernels.ClearStrips(tile + lanes, _stripStride, strips);
            else
                TKernels.RowToStrips(second, tile + lanes, _stripStride, strips);
        }

        tile -= _half * _element;
        for (int s = 0; s < strips; s++)
            _columns.Forward(tile + (s * _stripStride));
        for (int s = strips; s < _rows.Strips; s++)
            new Span<float>(tile + (s * _stripStride), (int)(_half * _element)).Clear();
    }

    // Only the strips that are wanted.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TransformColumnsAndScatter(float* tile, in TileTarget target, float* scratch)
    {
        int lanes = TKernels.Lanes,
            whole = target.Width / lanes,
            rest = target.Width % lanes,
            strips = whole + (rest > 0 ? 1 : 0);
        for (int s = 0; s < strips; s++)
            _columns.Inverse(tile + (s * _stripStride));
        float* to = target.Data;
        for (int y = 0; y < target.Height; y++, to += target.Stride)
        {
            float* element = tile + (y < _half ? y * _element : ((y - _half) * _element) + lanes);
            bool aligned = ((nint)to & ((lanes * sizeof(float)) - 1)) == 0;
            if (target.Stream && !aligned)
            {
                // Streaming needs aligned addresses: put the row together first and shift it on its way out.
                TKernels.StripsToRow(element, _stripStride, scratch, strips);
                TKernels.StreamRow(scratch, to, target.Width);
                continue;
            }

            if (target.Stream)
                TKernels.StripsToRowStreaming(element, _stripStride, to, whole);
            else
                TKernels.StripsToRow(element, _stripStride, to, whole);
            if (rest > 0)
                new ReadOnlySpan<float>(element + (whole * _stripStride), rest).CopyTo(new Span<float>(to + (whole * lanes), rest));
        }
    }

    private readonly struct Workspace(TileTransform<TKernels> transform, float* start)
    {
        public float* Tile => start;

        public float* SecondTile => start + transform._tileLength;

        public float* Rows => SecondTile + transform._tileLength;

        public float* Leaf => Rows + transform._rows.Length;

        public float* SecondLeaf => Leaf + transform._rows.Length;

        public float* Row => SecondLeaf + transform._rows.Length;
    }
}
