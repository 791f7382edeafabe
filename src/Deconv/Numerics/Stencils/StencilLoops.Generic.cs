using System.Runtime.CompilerServices;
using Deconv.Numerics.Kernels;

namespace Deconv.Numerics.Stencils;

/// <summary><see cref="StencilLoops"/> for one vector width.</summary>
internal sealed unsafe class StencilLoops<TKernels> : StencilLoops
    where TKernels : IFftKernels, IStencilKernels
{
    // Columns of a separable sum that are finished at a time: four rows of them stay in the first-level cache.
    private const int Chunk = 512;

    public override int WorkspaceLength(in StencilShape shape)
    {
        int width = shape.Stencil.Width;
        int band = RowBand.WorkspaceLength(shape.Image, Capacity(shape), TKernels.BlockWidth + width);
        int separable = TKernels.BlockRows * SumPitch(width);
        int products = 4 * (shape.Output.Width + width + (2 * TKernels.Lanes) + TKernels.Shifts);
        return Math.Max(band + (TKernels.BlockRows * TKernels.BlockWidth) + separable, products);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Sum(in StencilShape shape, float* image, float* weights, float* output, int first, int count, bool stream, float* workspace)
    {
        int blockWidth = TKernels.BlockWidth,
            inputWidth = blockWidth + shape.Stencil.Width - 1,
            height = shape.Stencil.Height,
            width = shape.Stencil.Width;
        var band = new RowBand(image, shape.Image, Capacity(shape), inputWidth, workspace);
        float* corner = workspace + RowBand.WorkspaceLength(shape.Image, Capacity(shape), inputWidth);
        nint stride = shape.Output.Width;
        for (int y = first, rows; y < first + count; y += rows)
        {
            rows = height >= TKernels.BlockRows - 1 && first + count - y >= TKernels.BlockRows ? TKernels.BlockRows : 1;
            band.Move(y + shape.Top, rows + height - 1);
            float* to = output + (y * stride);
            bool streamRows = stream && IsAligned(to, rows > 1 ? stride : 0);
            for (int x = 0, columns; x < shape.Output.Width; x += columns)
            {
                int left = shape.Output.Width - x,
                    blocks = Math.Min(left / blockWidth, band.Inside(x + shape.Left, inputWidth, blockWidth));
                if (blocks > 0)
                {
                    if (rows > 1)
                        TKernels.StencilSums(band.Rows, x + shape.Left, to + x, stride, weights, height, width, blocks, streamRows);
                    else
                        TKernels.StencilSumsOneRow(band.Rows, x + shape.Left, to + x, stride, weights, height, width, blocks, streamRows);
                    columns = blocks * blockWidth;
                    continue;
                }

                float** piece = band.Piece(x + shape.Left, inputWidth);
                if (rows > 1)
                    TKernels.StencilSums(piece, 0, corner, blockWidth, weights, height, width, 1, false);
                else
                    TKernels.StencilSumsOneRow(piece, 0, corner, blockWidth, weights, height, width, 1, false);
                columns = Math.Min(left, blockWidth);
                for (int r = 0; r < rows; r++)
                    new ReadOnlySpan<float>(corner + (r * blockWidth), columns).CopyTo(new Span<float>(to + x + (r * stride), columns));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void SumSeparable(
        in StencilShape shape,
        float* image,
        float* columnWeights,
        float* rowWeights,
        float* output,
        int first,
        int count,
        bool stream,
        float* workspace
    )
    {
        int blockWidth = TKernels.BlockWidth,
            height = shape.Stencil.Height,
            width = shape.Stencil.Width,
            pitch = SumPitch(width);
        var band = new RowBand(image, shape.Image, Capacity(shape), blockWidth, workspace);
        float* corner = workspace + RowBand.WorkspaceLength(shape.Image, Capacity(shape), blockWidth),
            sums = corner + blockWidth;
        nint stride = shape.Output.Width;
        for (int y = first, rows; y < first + count; y += rows)
        {
            rows = height >= TKernels.BlockRows - 1 && first + count - y >= TKernels.BlockRows ? TKernels.BlockRows : 1;
            band.Move(y + shape.Top, rows + height - 1);
            for (int x = 0; x < shape.Output.Width; x += Chunk)
            {
                int columns = Math.Min(Chunk, shape.Output.Width - x),
                    whole = columns / blockWidth,
                    rest = columns % blockWidth;
                ColumnSums(band, x + shape.Left, (whole + (rest > 0 ? 1 : 0)) * blockWidth + width - 1, rows, columnWeights, height, sums, pitch);
                for (int r = 0; r < rows; r++)
                {
                    float* to = output + ((y + r) * stride) + x,
                        from = sums + (r * pitch);
                    TKernels.RowSums(from, to, rowWeights, width, whole, stream && IsAligned(to, 0));
                    if (rest == 0)
                        continue;
                    TKernels.RowSums(from + (whole * blockWidth), corner, rowWeights, width, 1, false);
                    new ReadOnlySpan<float>(corner, rest).CopyTo(new Span<float>(to + (whole * blockWidth), rest));
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Products(in StencilShape shape, float* image, float* residual, int k, float* gradient, float* workspace)
    {
        int lanes = TKernels.Lanes,
            vectors = (shape.Output.Width + lanes - 1) / lanes,
            padded = vectors * lanes;
        int groups = (shape.Stencil.Width + TKernels.Shifts - 1) / TKernels.Shifts,
            needed = padded + (groups * TKernels.Shifts);
        var sums = new Span<double>(workspace, groups * TKernels.Shifts);
        sums.Clear();
        float* y = workspace + (2 * groups * TKernels.Shifts),
            x = y + padded;
        var rows = new Window(residual, shape.Output, 0, 0);
        var input = new Window(image, shape.Image, shape.Top + k, shape.Left);
        fixed (double* sum = sums)
        {
            for (int row = 0; row < shape.Output.Height; row++)
            {
                float* from = input.Row(row, 0, needed, x);
                if (from is null)
                    continue;
                float* factors = rows.Row(row, 0, padded, y);
                for (int g = 0; g < groups; g++)
                    TKernels.ShiftedProducts(factors, from + (g * TKernels.Shifts), vectors, sum + (g * TKernels.Shifts));
            }
        }

        for (int l = 0; l < shape.Stencil.Width; l++)
            gradient[l] = (float)sums[l];
    }

    private static void ColumnSums(in RowBand band, int column, int columns, int rows, float* weights, int height, float* sums, int pitch)
    {
        int blockWidth = TKernels.BlockWidth;
        for (int x = 0, done; x < columns; x += done)
        {
            int blocks = Math.Min((columns - x + blockWidth - 1) / blockWidth, band.Inside(column + x, blockWidth, blockWidth));
            float** from = blocks > 0 ? band.Rows : band.Piece(column + x, blockWidth);
            int at = blocks > 0 ? column + x : 0;
            blocks = Math.Max(blocks, 1);
            if (rows > 1)
                TKernels.ColumnSums(from, at, sums + x, pitch, weights, height, blocks, false);
            else
                TKernels.ColumnSumsOneRow(from, at, sums + x, pitch, weights, height, blocks, false);
            done = blocks * blockWidth;
        }
    }

    private static int Capacity(in StencilShape shape) => TKernels.BlockRows + shape.Stencil.Height - 1;

    private static int SumPitch(int width) =>
        ((Chunk + width - 1 + TKernels.BlockWidth) / TKernels.BlockWidth * TKernels.BlockWidth) + TKernels.BlockWidth;

    private static bool IsAligned(float* row, nint stride) => (((nint)row | (stride * sizeof(float))) & ((TKernels.Lanes * sizeof(float)) - 1)) == 0;
}
