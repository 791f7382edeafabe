using Deconv.Numerics;

namespace Deconv.Operators.Engines;

/// <summary>How tiles cover an output: each yields the part of its cyclic convolution that is free of wraparound.</summary>
internal readonly record struct TileGrid
{
    private readonly ConvolutionGeometry _geometry;

    /// <param name="geometry">Shapes and offsets.</param>
    /// <param name="tile">Shape of a tile, larger than the kernel.</param>
    /// <param name="lanes">Floats per vector: tile borders are aligned to vectors, so that rows are stored aligned.</param>
    public TileGrid(ConvolutionGeometry geometry, Shape tile, int lanes)
    {
        _geometry = geometry;
        int usable = tile.Width - geometry.Kernel.Width + 1;
        StepHeight = tile.Height - geometry.Kernel.Height + 1;
        StepWidth = usable > lanes && usable < geometry.Output.Width ? usable / lanes * lanes : usable;
        Rows = (geometry.Output.Height + StepHeight - 1) / StepHeight;
        Columns = (geometry.Output.Width + StepWidth - 1) / StepWidth;
    }

    /// <summary>Output rows per tile.</summary>
    public int StepHeight { get; }

    /// <summary>Output columns per tile.</summary>
    public int StepWidth { get; }

    public int Rows { get; }

    public int Columns { get; }

    public int Count => Rows * Columns;

    /// <summary>The part of the output that tile <paramref name="index"/> yields.</summary>
    public (int Y, int X, int Height, int Width) Output(int index)
    {
        (int row, int column) = Math.DivRem(index, Columns);
        int y = row * StepHeight,
            x = column * StepWidth;
        return (y, x, Math.Min(StepHeight, _geometry.Output.Height - y), Math.Min(StepWidth, _geometry.Output.Width - x));
    }

    /// <summary>The part of the image that tile <paramref name="index"/> needs.</summary>
    public unsafe Window Input(int index, float* image)
    {
        (int y, int x, _, _) = Output(index);
        return new(image, _geometry.Image, y + _geometry.Top - _geometry.Kernel.Height + 1, x + _geometry.Left - _geometry.Kernel.Width + 1);
    }
}
