namespace Deconv.Numerics.Stencils;

/// <summary>
/// The input rows of a band of output as addresses: rows above and below the image are a row of zeros, and where a block sticks out to the
/// left or right its piece of every row is completed with zeros in a patch.
/// </summary>
internal unsafe struct RowBand
{
    private readonly float* _image;
    private readonly Shape _shape;
    private readonly float** _rows;
    private readonly float** _patchRows;
    private readonly float* _zeros;
    private readonly float* _patch;
    private readonly int _patchPitch;
    private int _count;

    /// <param name="image">First sample.</param>
    /// <param name="shape">Shape of the image.</param>
    /// <param name="capacity">Most rows of a band.</param>
    /// <param name="patchWidth">Widest piece that is asked for.</param>
    /// <param name="workspace"><see cref="WorkspaceLength"/> floats.</param>
    public RowBand(float* image, Shape shape, int capacity, int patchWidth, float* workspace)
    {
        _image = image;
        (_shape, _patchPitch) = (shape, Rounded(patchWidth));
        _rows = (float**)workspace;
        _patchRows = _rows + capacity;
        _zeros = workspace + Rounded(2 * capacity * PointerFloats);
        _patch = _zeros + Rounded(shape.Width + patchWidth);
        new Span<float>(_zeros, shape.Width + patchWidth).Clear();
        for (int i = 0; i < capacity; i++)
            _patchRows[i] = _patch + (i * _patchPitch);
    }

    private static int PointerFloats => sizeof(float*) / sizeof(float);

    public static int WorkspaceLength(Shape shape, int capacity, int patchWidth) =>
        Rounded(2 * capacity * PointerFloats) + Rounded(shape.Width + patchWidth) + (capacity * Rounded(patchWidth));

    /// <summary>Takes image rows first to first + count − 1.</summary>
    public void Move(int first, int count)
    {
        _count = count;
        for (int i = 0; i < count; i++)
            _rows[i] = (uint)(first + i) < (uint)_shape.Height ? _image + ((nint)(first + i) * _shape.Width) : _zeros;
    }

    /// <summary>How many steps to the right a piece of some width can start, beginning at a column, without leaving the image.</summary>
    public readonly int Inside(int column, int width, int step) =>
        column < 0 || column + width > _shape.Width ? 0 : ((_shape.Width - column - width) / step) + 1;

    /// <summary>The rows as they lie; column c is at row[c].</summary>
    public readonly float** Rows => _rows;

    /// <summary>Columns column to column + width − 1 of every row, completed with zeros, at row[0].</summary>
    public readonly float** Piece(int column, int width)
    {
        int from = Math.Clamp(-column, 0, width),
            to = Math.Clamp(_shape.Width - column, from, width);
        for (int i = 0; i < _count; i++)
        {
            float* piece = _patchRows[i];
            new Span<float>(piece, from).Clear();
            new ReadOnlySpan<float>(_rows[i] + column + from, to - from).CopyTo(new Span<float>(piece + from, to - from));
            new Span<float>(piece + to, width - to).Clear();
        }

        return _patchRows;
    }

    private static int Rounded(int floats) => (floats + 15) & ~15;
}
