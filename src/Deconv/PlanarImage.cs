using Deconv.Numerics;

namespace Deconv;

/// <summary>
/// Image as planes of float32: each plane is row-major and contiguous (stride = width) and starts on a 64-byte boundary.
/// Samples are linear light with 1.0 = white unless the producer says otherwise; values outside 0..1 are legal.
/// Storage is pooled: dispose it when done, and do not use spans of it afterwards.
/// </summary>
public sealed partial class PlanarImage : IDisposable
{
    private AlignedBuffer[]? _planes;

    /// <summary>A black image.</summary>
    /// <param name="shape">Rows and samples per row, both at least 1.</param>
    /// <param name="count">Number of planes, at least 1: 1 gray, 3 red-green-blue.</param>
    /// <exception cref="ArgumentException">An empty shape or no plane.</exception>
    public PlanarImage(Shape shape, int count)
    {
        if (shape.IsEmpty)
            throw new ArgumentException($"An image needs at least 1x1 samples, not {shape}.", nameof(shape));
        if (count < 1)
            throw new ArgumentException($"An image needs at least 1 plane, not {count}.", nameof(count));
        Shape = shape;
        Count = count;
        _planes = new AlignedBuffer[count];
        for (int i = 0; i < count; i++)
        {
            _planes[i] = AlignedPool.Rent(shape.Count);
            _planes[i].Span.Clear();
        }
    }

    /// <summary>Size of every plane.</summary>
    public Shape Shape { get; }

    /// <summary>Number of planes.</summary>
    public int Count { get; }

    /// <summary>All samples of one plane, row-major, to read or write.</summary>
    /// <param name="plane">0 to <see cref="Count"/> − 1.</param>
    public Span<float> this[int plane] => Planes[plane].Span;

    /// <summary>One row of one plane.</summary>
    public Span<float> Row(int plane, int y) => this[plane].Slice(y * Shape.Width, Shape.Width);

    /// <summary>The same samples as <see cref="this[int]"/>, for storage across calls.</summary>
    public Memory<float> Memory(int plane) => Planes[plane].Memory;

    private AlignedBuffer[] Planes => _planes ?? throw new ObjectDisposedException(nameof(PlanarImage));

    /// <summary>A copy with its own storage.</summary>
    public PlanarImage Clone()
    {
        var copy = new PlanarImage(Shape, Count);
        for (int i = 0; i < Count; i++)
            this[i].CopyTo(copy[i]);
        return copy;
    }

    /// <summary>A copy of the rectangle with its top left sample at (<paramref name="top"/>, <paramref name="left"/>).</summary>
    /// <exception cref="ArgumentException">The rectangle does not lie inside the image.</exception>
    public PlanarImage Crop(int top, int left, Shape shape)
    {
        if (top < 0 || left < 0 || shape.IsEmpty || top > Shape.Height - shape.Height || left > Shape.Width - shape.Width)
            throw new ArgumentException($"The crop {shape} at row {top}, column {left} does not lie inside a {Shape} image.", nameof(shape));
        var crop = new PlanarImage(shape, Count);
        for (int i = 0; i < Count; i++)
        for (int y = 0; y < shape.Height; y++)
            Row(i, top + y).Slice(left, shape.Width).CopyTo(crop.Row(i, y));
        return crop;
    }

    /// <summary>
    /// Returns the pooled memory of disposed images and solvers to the system, for example after a large image.
    /// </summary>
    public static void TrimPool() => AlignedPool.Trim();

    /// <summary>Returns the storage to the pool. Using the image afterwards throws <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _planes, null) is not { } planes)
            return;
        foreach (AlignedBuffer plane in planes)
            plane.Dispose();
    }
}
