using Deconv.Numerics.Kernels;
using static Deconv.Objectives.Priors.Learned.NetworkShape;

namespace Deconv.Objectives.Priors.Learned;

/// <summary>
/// The network on a tile: each layer is computed on the core and the margin that the layers after it reach, so that tiles join without a seam, and
/// the answer does not depend on them. Outside the frame all channels are 0.
/// </summary>
/// <typeparam name="TKernels">Kernels of a vector width.</typeparam>
internal sealed unsafe class Network<TKernels> : INetwork
    where TKernels : struct, IChannelKernels
{
    // As in training: what is subtracted from samples, the scale and the center of the told deviation, and the scale of the correction.
    private const float Gray = 0.5f,
        ToldScale = 0.5f,
        ToldCenter = 0.03f,
        CorrectionScale = 10;

    private readonly TilePlan _plan;
    private readonly ChannelLayer<TKernels>[] _layers;
    private readonly ChannelLayer<TKernels>[] _up;

    /// <param name="prior">Weights.</param>
    /// <param name="core">Rows and columns of a tile at quarter size.</param>
    public Network(LearnedPrior prior, Shape core)
    {
        _plan = new TilePlan(core, TKernels.Lanes);
        _layers = new ChannelLayer<TKernels>[prior.Layers.Count];
        for (int i = 0; i < _layers.Length; i++)
            _layers[i] = new(prior.Layers[i], Range(0, 1, prior.Layers[i].Outputs), i is not (Middle + 1 or Middle + 3 or Last));

        // The four samples that one at quarter size becomes are four layers, each of which writes every other row and column.
        _up = new ChannelLayer<TKernels>[Quad];
        for (int i = 0; i < Quad; i++)
            _up[i] = new(prior.Layers[Up], Range(i, Quad, Fine), true);
    }

    private static Shape Half(Shape shape) => new((shape.Height + 1) / 2, (shape.Width + 1) / 2);

    private static int[] Range(int first, int step, int count) => [.. Enumerable.Range(0, count).Select(i => first + (i * step))];

    public int Scratch => _plan.Length;

    public void Run(float* x, float* z, Shape plane, (int Row, int Column) tile, float deviation, float* scratch)
    {
        Shape fine = Half(plane),
            quarter = Half(fine);
        (int top, int left) = tile;
        int row = 2 * top,
            column = 2 * left;
        ChannelGrid input = At(_plan.Input),
            first = At(_plan.First),
            second = At(_plan.Second),
            coarse = At(_plan.Down),
            risen = At(_plan.Up),
            third = At(_plan.Third),
            fourth = At(_plan.Fourth),
            last = At(_plan.Last);
        Gather(x, plane, row, column, deviation, input);
        input.ClearOutside(row, column, fine);
        Layer(First, input, first, default);
        first.ClearOutside(row, column, fine);
        Layer(Second, first, second, default);
        second.ClearOutside(row, column, fine);
        Halve(second, coarse);
        coarse.ClearOutside(top, left, quarter);
        for (int block = 0; block < TilePlan.Blocks; block++)
        {
            ChannelGrid inner = At(_plan.Inner(block)),
                outer = At(_plan.Outer(block));
            Layer(Middle + (2 * block), coarse, inner, default);
            inner.ClearOutside(top, left, quarter);
            Layer(Middle + (2 * block) + 1, inner, outer, coarse);
            outer.ClearOutside(top, left, quarter);
            coarse = outer;
        }

        Double(coarse, second, risen);
        risen.ClearOutside(row, column, fine);
        Layer(Third, risen, third, default);
        third.ClearOutside(row, column, fine);
        Layer(Fourth, third, fourth, risen);
        fourth.ClearOutside(row, column, fine);
        Layer(Last, fourth, last, default);
        Scatter(last, x, z, plane, row, column, deviation);

        ChannelGrid At(ChannelGrid planned) => planned with { Data = (nint)(scratch + planned.Data) };
    }

    public void Dispose()
    {
        foreach (ChannelLayer<TKernels> layer in _layers)
            layer.Dispose();
        foreach (ChannelLayer<TKernels> layer in _up)
            layer.Dispose();
    }

    /// <summary>A layer of 3x3.</summary>
    private void Layer(int index, ChannelGrid from, ChannelGrid to, ChannelGrid add)
    {
        Span<nint> offsets = stackalloc nint[9];
        for (int i = 0; i < 9; i++)
            offsets[i] = (((i / 3) - 1) * from.RowStep) + (((i % 3) - 1) * from.Channels);
        int m = to.Margin;
        Samples added = add.Data == 0 ? default : new(add.At(-m, -m), add.Channels, add.RowStep);
        var target = new Samples(to.At(-m, -m), to.Channels, to.RowStep);
        _layers[index].Run(new(to.Rows, to.Columns), new(from.At(-m, -m), from.Channels, from.RowStep), target, added, offsets);
    }

    /// <summary>The layer of 2x2 from half to quarter size.</summary>
    private void Halve(ChannelGrid from, ChannelGrid to)
    {
        ReadOnlySpan<nint> offsets = [0, from.Channels, from.RowStep, from.RowStep + from.Channels];
        int m = to.Margin;
        var source = new Samples(from.At(-2 * m, -2 * m), 2 * from.Channels, 2 * from.RowStep);
        _layers[Down].Run(new(to.Rows, to.Columns), source, new(to.At(-m, -m), to.Channels, to.RowStep), default, offsets);
    }

    /// <summary>The layers of 1x1 from quarter to half size, plus what went down.</summary>
    private void Double(ChannelGrid from, ChannelGrid add, ChannelGrid to)
    {
        int m = from.Margin;
        for (int i = 0; i < Quad; i++)
        {
            int y = (i / 2) - (2 * m),
                x = (i % 2) - (2 * m);
            var target = new Samples(to.At(y, x), 2 * to.Channels, 2 * to.RowStep);
            var added = new Samples(add.At(y, x), 2 * add.Channels, 2 * add.RowStep);
            _up[i].Run(new(from.Rows, from.Columns), new(from.At(-m, -m), from.Channels, from.RowStep), target, added, [0]);
        }
    }

    /// <summary>Four samples and the noise level become the channels at half size. A last odd row or column is repeated.</summary>
    private static void Gather(float* x, Shape plane, int row, int column, float deviation, ChannelGrid to)
    {
        float told = ToldScale * MathF.Log(deviation / ToldCenter);
        for (int y = -to.Margin; y < to.Core.Height + to.Margin; y++)
        {
            if (row + y < 0 || 2 * (row + y) >= plane.Height)
                continue; // cleared afterwards
            float* upper = x + (2 * (nint)(row + y) * plane.Width),
                lower = (2 * (row + y)) + 1 < plane.Height ? upper + plane.Width : upper,
                target = to.At(y, -to.Margin);
            for (int at = column - to.Margin; at < column + to.Core.Width + to.Margin; at++, target += Input)
            {
                if (at < 0 || 2 * at >= plane.Width)
                    continue;
                int left = 2 * at,
                    right = Math.Min(left + 1, plane.Width - 1);
                (target[0], target[1], target[2], target[3]) = (upper[left] - Gray, upper[right] - Gray, lower[left] - Gray, lower[right] - Gray);
                target[4] = told;
            }
        }
    }

    /// <summary>z = x plus the correction of every sample.</summary>
    private static void Scatter(ChannelGrid from, float* x, float* z, Shape plane, int row, int column, float deviation)
    {
        float scale = CorrectionScale * deviation;
        int rows = Math.Min(2 * from.Core.Height, plane.Height - (2 * row)),
            columns = Math.Min(2 * from.Core.Width, plane.Width - (2 * column));
        for (int y = 0; y < rows; y++)
        {
            nint first = ((nint)((2 * row) + y) * plane.Width) + (2 * column);
            float* correction = from.At(y / 2, 0) + (2 * (y % 2));
            for (int i = 0; i < columns; i++)
                z[first + i] = x[first + i] + (scale * correction[((nint)(i / 2) * from.Channels) + (i % 2)]);
        }
    }
}
