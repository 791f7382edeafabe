using System.Runtime.CompilerServices;

namespace Deconv.Numerics;

/// <summary>
/// A plane in memory seen through a frame that may stick out of it: sample (y, x) of the window is sample (y + Top, x + Left) of the plane,
/// and zero outside. This is the one place where the border of an image is handled.
/// </summary>
internal readonly unsafe struct Window(float* data, nint stride, int height, int width, int top, int left)
{
    public Window(float* data, Shape shape, int top, int left)
        : this(data, shape.Width, shape.Height, shape.Width, top, left) { }

    /// <summary>First window column right of the plane.</summary>
    public int Right => width - left;

    /// <summary>First window row below the plane.</summary>
    public int Bottom => height - top;

    /// <summary>
    /// Samples x to x + count − 1 of row y: in place where the plane has them all, otherwise completed with zeros in
    /// <paramref name="scratch"/>; null for a row without any sample of the plane.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float* Row(int y, int x, int count, float* scratch)
    {
        int row = y + top,
            first = x + left;
        if ((uint)row >= (uint)height || first >= width || first + count <= 0)
            return null;
        float* samples = data + (row * stride) + first;
        if (first >= 0 && first + count <= width)
            return samples;
        int from = Math.Max(0, -first),
            to = Math.Min(count, width - first);
        new Span<float>(scratch, from).Clear();
        new ReadOnlySpan<float>(samples + from, to - from).CopyTo(new Span<float>(scratch + from, to - from));
        new Span<float>(scratch + to, count - to).Clear();
        return scratch;
    }
}
