using System.Numerics;

namespace Deconv;

/// <content>Conversion from and to interleaved pixels: row-major, the channels of one pixel side by side.</content>
public sealed partial class PlanarImage
{
    /// <summary>Linear light from 8-bit pixels, exact for every code.</summary>
    /// <param name="pixels">Interleaved codes 0..255; height · width · channels of them.</param>
    /// <param name="shape">Rows and pixels per row.</param>
    /// <param name="channels">Planes of the result, at least 1. All of them are decoded, so leave an alpha channel out.</param>
    /// <param name="transfer">The curve the codes were written with.</param>
    /// <exception cref="ArgumentException">The number of pixels is not that of the shape.</exception>
    public static PlanarImage FromInterleaved(ReadOnlySpan<byte> pixels, Shape shape, int channels, TransferFunction transfer) =>
        Decode(pixels, shape, channels, TransferTable.For(transfer, byte.MaxValue));

    /// <summary>Linear light from 16-bit pixels, exact for every code. Otherwise as the 8-bit form, with codes 0..65535.</summary>
    /// <inheritdoc cref="FromInterleaved(ReadOnlySpan{byte}, Shape, int, TransferFunction)"/>
    public static PlanarImage FromInterleaved(ReadOnlySpan<ushort> pixels, Shape shape, int channels, TransferFunction transfer) =>
        Decode(pixels, shape, channels, TransferTable.For(transfer, ushort.MaxValue));

    /// <summary>
    /// Linear light from float pixels with 1.0 = white. Values outside 0..1, infinities and NaN pass through the curve unchanged in kind.
    /// </summary>
    /// <inheritdoc cref="FromInterleaved(ReadOnlySpan{byte}, Shape, int, TransferFunction)"/>
    public static PlanarImage FromInterleaved(ReadOnlySpan<float> pixels, Shape shape, int channels, TransferFunction transfer)
    {
        var image = new PlanarImage(shape, channels);
        image.CheckLength(pixels.Length, nameof(pixels));
        for (int c = 0; c < channels; c++)
        {
            Span<float> plane = image[c];
            for (int i = 0, p = c; i < plane.Length; i++, p += channels)
                plane[i] = pixels[p];
            transfer.ToLinear(plane, plane);
        }

        return image;
    }

    /// <summary>Writes 8-bit pixels, rounded to the nearest code. Overwrites all of <paramref name="pixels"/>.</summary>
    /// <param name="pixels">Interleaved codes, height · width · planes of them.</param>
    /// <param name="transfer">The curve to write with.</param>
    /// <param name="range">How samples outside 0..1 are handled.</param>
    /// <returns>How many samples did not fit.</returns>
    /// <exception cref="ArgumentException">The number of pixels is not that of this image.</exception>
    public ClipStatistics CopyTo(Span<byte> pixels, TransferFunction transfer, RangePolicy range = RangePolicy.Clip) =>
        Encode(pixels, TransferTable.For(transfer, byte.MaxValue), range);

    /// <summary>Writes 16-bit pixels. Otherwise as the 8-bit form, with codes 0..65535.</summary>
    /// <inheritdoc cref="CopyTo(Span{byte}, TransferFunction, RangePolicy)"/>
    public ClipStatistics CopyTo(Span<ushort> pixels, TransferFunction transfer, RangePolicy range = RangePolicy.Clip) =>
        Encode(pixels, TransferTable.For(transfer, ushort.MaxValue), range);

    /// <summary>Writes float pixels with 1.0 = white; they are always finite, see <see cref="ClipStatistics.NotFinite"/>.</summary>
    /// <inheritdoc cref="CopyTo(Span{byte}, TransferFunction, RangePolicy)"/>
    public ClipStatistics CopyTo(Span<float> pixels, TransferFunction transfer, RangePolicy range = RangePolicy.Clip)
    {
        CheckLength(pixels.Length, nameof(pixels));
        (float black, float span) = Ends(range);
        long low = 0,
            high = 0,
            notFinite = 0;
        bool clip = range != RangePolicy.Preserve;
        for (int c = 0; c < Count; c++)
        {
            Span<float> plane = this[c];
            for (int i = 0, p = c; i < plane.Length; i++, p += Count)
            {
                float x = (plane[i] - black) / span;
                if (!float.IsFinite(x))
                    (x, notFinite) = (x > 0 ? 1 : 0, notFinite + 1);
                else if (clip && x < 0)
                    (x, low) = (0, low + 1);
                else if (clip && x > 1)
                    (x, high) = (1, high + 1);
                pixels[p] = x;
            }
        }

        transfer.FromLinear(pixels, pixels);
        return new ClipStatistics(low, high, notFinite, pixels.Length);
    }

    private static PlanarImage Decode<T>(ReadOnlySpan<T> pixels, Shape shape, int channels, TransferTable table)
        where T : unmanaged, IBinaryInteger<T>
    {
        var image = new PlanarImage(shape, channels);
        image.CheckLength(pixels.Length, nameof(pixels));
        ReadOnlySpan<float> light = table.Light;
        for (int c = 0; c < channels; c++)
        {
            Span<float> plane = image[c];
            for (int i = 0, p = c; i < plane.Length; i++, p += channels)
                plane[i] = light[int.CreateTruncating(pixels[p])];
        }

        return image;
    }

    private ClipStatistics Encode<T>(Span<T> pixels, TransferTable table, RangePolicy range)
        where T : unmanaged, IBinaryInteger<T>
    {
        CheckLength(pixels.Length, nameof(pixels));
        (float black, float span) = Ends(range);
        long low = 0,
            high = 0,
            notFinite = 0;
        for (int c = 0; c < Count; c++)
        {
            Span<float> plane = this[c];
            for (int i = 0, p = c; i < plane.Length; i++, p += Count)
            {
                float x = (plane[i] - black) / span;
                if (!(x >= 0 && x <= 1))
                {
                    if (!float.IsFinite(x))
                        notFinite++;
                    else if (x < table.Low)
                        low++;
                    else if (x > table.High)
                        high++;
                    x = x > 0 ? 1 : 0;
                }

                pixels[p] = T.CreateTruncating(table.Encode(x));
            }
        }

        return new ClipStatistics(low, high, notFinite, pixels.Length);
    }

    /// <summary>(x − black) / span puts the samples where the policy wants them; the smallest and largest land on 0 and 1 exactly.</summary>
    private (float Black, float Span) Ends(RangePolicy range)
    {
        if (range != RangePolicy.Rescale)
            return (0, 1);
        float low = float.PositiveInfinity,
            high = float.NegativeInfinity;
        for (int c = 0; c < Count; c++)
        {
            foreach (float x in this[c])
            {
                if (!float.IsFinite(x))
                    continue;
                low = Math.Min(low, x);
                high = Math.Max(high, x);
            }
        }

        return high > low && float.IsFinite(high - low) ? (low, high - low) : (0, 1);
    }

    private void CheckLength(int length, string name)
    {
        long expected = (long)Shape.Count * Count;
        if (length != expected)
            throw new ArgumentException($"A {Shape} image with {Count} channels has {expected} interleaved samples, not {length}.", name);
    }
}
