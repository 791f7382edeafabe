using Deconv.Numerics;

namespace Deconv.Operators;

/// <summary>
/// An image inside a larger cyclic frame: the observed samples in their place, a mask that is 0 around them and at untrusted samples, and an initial
/// latent image that runs smoothly from the last sample to the first across the margin.
/// </summary>
internal sealed class MaskedFrame : IDisposable
{
    private AlignedBuffer _observed;
    private AlignedBuffer _mask;
    private AlignedBuffer _start;
    private readonly Margins _margins;

    /// <param name="shape">Shape of the frame; at least the image and its margins.</param>
    /// <param name="image">Shape of the image.</param>
    /// <param name="margins">Where the image lies: <see cref="Margins.Top"/> rows down, <see cref="Margins.Left"/> columns right.</param>
    /// <param name="observed">Row-major samples of the image.</param>
    /// <param name="weights">Weight per sample, 0 to 1, negative where the sample is a lower bound, or empty for 1.</param>
    /// <param name="unseen">Samples of the image that only the start is taken from; none by default.</param>
    public MaskedFrame(Shape shape, Shape image, Margins margins, ReadOnlySpan<float> observed, ReadOnlySpan<float> weights, Unseen unseen = default)
    {
        (Shape, ImageShape, _margins) = (shape, image, margins);
        (_observed, _mask, _start) = (AlignedPool.Rent(shape.Count), AlignedPool.Rent(shape.Count), AlignedPool.Rent(shape.Count));
        _observed.Span.Clear();
        _mask.Span.Clear();
        for (int y = 0; y < image.Height; y++)
        {
            int at = ((y + margins.Top) * shape.Width) + margins.Left;
            ReadOnlySpan<float> row = observed.Slice(y * image.Width, image.Width);
            row.CopyTo(_observed.Span[at..]);
            if (weights.IsEmpty)
                _mask.Span.Slice(at, image.Width).Fill(1);
            else
                weights.Slice(y * image.Width, image.Width).CopyTo(_mask.Span[at..]);
            Span<float> start = _start.Span.Slice((y + margins.Top) * shape.Width, shape.Width),
                shown = start.Slice(margins.Left, image.Width);
            row.CopyTo(shown);
            if (!weights.IsEmpty)
                Bridge(shown, weights.Slice(y * image.Width, image.Width), y > 0 ? _start.Span.Slice(at - shape.Width, image.Width) : []);
            int gap = shape.Width - image.Width;
            for (int i = 1; i <= gap; i++)
            {
                float t = (float)i / (gap + 1);
                start[(margins.Left + image.Width - 1 + i) % shape.Width] = shown[^1] + (t * (shown[0] - shown[^1]));
            }
        }

        RampRows(image.Height, margins.Top);
        for (int y = 0; y < image.Height; y++)
        {
            Span<float> mask = _mask.Span.Slice(((y + margins.Top) * shape.Width) + margins.Left, image.Width);
            if (y >= unseen.Rows.Start && y < unseen.Rows.Start + unseen.Rows.Length)
                mask.Clear();
            else
                mask.Slice(unseen.Columns.Start, unseen.Columns.Length).Clear();
        }
    }

    public Shape Shape { get; }

    public Shape ImageShape { get; }

    public ReadOnlySpan<float> Observed => _observed.Span;

    public ReadOnlySpan<float> Mask => _mask.Span;

    public ReadOnlySpan<float> Start => _start.Span;

    /// <summary>Position on the frame of a sample of the image, given by its row-major index.</summary>
    public int PositionOf(int index) => (((index / ImageShape.Width) + _margins.Top) * Shape.Width) + _margins.Left + (index % ImageShape.Width);

    /// <summary>Copies the part of a latent image that was observed.</summary>
    public void Crop(ReadOnlySpan<float> latent, Span<float> image)
    {
        for (int y = 0; y < ImageShape.Height; y++)
            latent.Slice(((y + _margins.Top) * Shape.Width) + _margins.Left, ImageShape.Width).CopyTo(image[(y * ImageShape.Width)..]);
    }

    /// <summary>Copies an image into its place in a frame; what lies around it is left as it is.</summary>
    public void Place(ReadOnlySpan<float> image, Span<float> frame)
    {
        for (int y = 0; y < ImageShape.Height; y++)
            image.Slice(y * ImageShape.Width, ImageShape.Width).CopyTo(frame[(((y + _margins.Top) * Shape.Width) + _margins.Left)..]);
    }

    /// <summary>
    /// Transfers the buffers to the solver, which changes them and returns them to the pool; nothing is copied. The frame still knows where the image
    /// lies, but its samples may no longer be read.
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
    /// Replaces samples of weight 0 by a ramp between the trusted ones beside them, or by the row above if a row has none, so that untrusted samples
    /// do not affect the start of the descent.
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
