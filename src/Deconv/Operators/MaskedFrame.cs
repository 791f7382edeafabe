using Deconv.Numerics;

namespace Deconv.Operators;

/// <summary>
/// An image inside a larger cyclic frame: the observed samples in their place, a mask that is 0 around them and where a sample is not
/// trusted, and a first latent image that runs smoothly from the last sample to the first across the gap.
/// </summary>
internal sealed class MaskedFrame : IDisposable
{
    private AlignedBuffer _observed;
    private AlignedBuffer _mask;
    private AlignedBuffer _start;
    private readonly Margins _margins;

    /// <param name="shape">Of the frame; at least the image and its margins.</param>
    /// <param name="picture">Shape of the image.</param>
    /// <param name="margins">Where the image lies: <see cref="Margins.Top"/> rows down, <see cref="Margins.Left"/> columns right.</param>
    /// <param name="observed">The image.</param>
    /// <param name="weights">Trust in each sample, 0 to 1, negative where the sample is a lower bound, or empty for 1.</param>
    public MaskedFrame(Shape shape, Shape picture, Margins margins, ReadOnlySpan<float> observed, ReadOnlySpan<float> weights)
    {
        (Shape, Picture, _margins) = (shape, picture, margins);
        (_observed, _mask, _start) = (AlignedPool.Rent(shape.Count), AlignedPool.Rent(shape.Count), AlignedPool.Rent(shape.Count));
        _observed.Span.Clear();
        _mask.Span.Clear();
        for (int y = 0; y < picture.Height; y++)
        {
            int at = ((y + margins.Top) * shape.Width) + margins.Left;
            ReadOnlySpan<float> row = observed.Slice(y * picture.Width, picture.Width);
            row.CopyTo(_observed.Span[at..]);
            if (weights.IsEmpty)
                _mask.Span.Slice(at, picture.Width).Fill(1);
            else
                weights.Slice(y * picture.Width, picture.Width).CopyTo(_mask.Span[at..]);
            Span<float> start = _start.Span.Slice((y + margins.Top) * shape.Width, shape.Width),
                shown = start.Slice(margins.Left, picture.Width);
            row.CopyTo(shown);
            if (!weights.IsEmpty)
                Bridge(shown, weights.Slice(y * picture.Width, picture.Width), y > 0 ? _start.Span.Slice(at - shape.Width, picture.Width) : []);
            int gap = shape.Width - picture.Width;
            for (int i = 1; i <= gap; i++)
            {
                float t = (float)i / (gap + 1);
                start[(margins.Left + picture.Width - 1 + i) % shape.Width] = shown[^1] + (t * (shown[0] - shown[^1]));
            }
        }

        RampRows(picture.Height, margins.Top);
    }

    public Shape Shape { get; }

    public Shape Picture { get; }

    public ReadOnlySpan<float> Observed => _observed.Span;

    public ReadOnlySpan<float> Mask => _mask.Span;

    public ReadOnlySpan<float> Start => _start.Span;

    /// <summary>Copies the part of a latent image that was observed.</summary>
    public void Crop(ReadOnlySpan<float> latent, Span<float> picture)
    {
        for (int y = 0; y < Picture.Height; y++)
            latent.Slice(((y + _margins.Top) * Shape.Width) + _margins.Left, Picture.Width).CopyTo(picture[(y * Picture.Width)..]);
    }

    /// <summary>
    /// Hands the buffers over: the solver changes and returns them, and nothing is copied. The frame goes on to tell where the image lies; its
    /// samples must not be read any more.
    /// </summary>
    public (AlignedBuffer Observed, AlignedBuffer Mask, AlignedBuffer Start) Detach()
    {
        var buffers = (_observed, _mask, _start);
        (_observed, _mask, _start) = (default, default, default);
        return buffers;
    }

    public void Dispose()
    {
        _observed.Dispose();
        _mask.Dispose();
        _start.Dispose();
    }

    /// <summary>
    /// Replaces samples of weight 0 by a ramp between the trusted ones beside them, or by the row above where a row has none: what is not
    /// trusted must not be what the descent starts from.
    /// </summary>
    private static void Bridge(Span<float> row, ReadOnlySpan<float> weights, ReadOnlySpan<float> above)
    {
        if (!weights.ContainsAnyExcept(0f))
        {
            if (above.IsEmpty)
                row.Clear();
            else
                above.CopyTo(row);
            return;
        }

        for (int from = 0; from < row.Length; from++)
        {
            if (weights[from] != 0)
                continue;
            int to = from;
            while (to < row.Length && weights[to] == 0)
                to++;
            float left = from > 0 ? row[from - 1] : row[to],
                right = to < row.Length ? row[to] : left;
            for (int x = from; x < to; x++)
                row[x] = left + ((x - from + 1f) / (to - from + 1) * (right - left));
            from = to;
        }
    }

    private void RampRows(int height, int top)
    {
        ReadOnlySpan<float> first = _start.Span.Slice(top * Shape.Width, Shape.Width),
            last = _start.Span.Slice((top + height - 1) * Shape.Width, Shape.Width);
        int gap = Shape.Height - height;
        for (int i = 1; i <= gap; i++)
        {
            float t = (float)i / (gap + 1);
            Span<float> row = _start.Span.Slice((top + height - 1 + i) % Shape.Height * Shape.Width, Shape.Width);
            for (int x = 0; x < row.Length; x++)
                row[x] = last[x] + (t * (first[x] - last[x]));
        }
    }
}
