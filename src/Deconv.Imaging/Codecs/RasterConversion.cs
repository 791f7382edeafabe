namespace Deconv.Imaging.Codecs;

/// <summary>Converts between encoded interleaved pixels and linear premultiplied planes: the only place that does so.</summary>
internal static class RasterConversion
{
    /// <summary>Converts pixels to linear light.</summary>
    /// <exception cref="ImageFormatException">Float samples that are not finite numbers, without a replacement value.</exception>
    public static (PlanarImage Color, PlanarImage? Alpha) ToPlanes(
        Raster raster,
        TransferFunction transfer,
        ImageSource source,
        float? replacement,
        List<string> warnings
    )
    {
        (PlanarImage color, PlanarImage? alpha) = raster.Depth switch
        {
            SampleDepth.UInt8 => Split<byte>(raster, raster.Bytes, (p, n, f) => PlanarImage.FromInterleaved(p, raster.Shape, n, f), transfer),
            SampleDepth.UInt16 => Split<ushort>(raster, raster.Words, (p, n, f) => PlanarImage.FromInterleaved(p, raster.Shape, n, f), transfer),
            _ => Split<float>(raster, raster.Floats, (p, n, f) => PlanarImage.FromInterleaved(p, raster.Shape, n, f), transfer),
        };
        if (raster.Depth == SampleDepth.Float32)
        {
            long bad = FixNotFinite(color, replacement ?? 0) + (alpha is null ? 0 : FixNotFinite(alpha, replacement ?? 0));
            if (bad > 0 && replacement is null)
            {
                color.Dispose();
                alpha?.Dispose();
                throw source.Bad(
                    $"holds {bad} samples that are not finite numbers, of {(long)raster.Shape.Count * raster.Channels}",
                    "Replace them, for instance by 0, or set a replacement value when loading"
                );
            }

            if (bad > 0)
                warnings.Add($"{bad} samples that were not finite numbers were replaced by {replacement}.");
        }

        if (alpha is not null)
            Premultiply(color, alpha);
        return (color, alpha);
    }

    /// <summary>Converts linear light to pixels, dividing by alpha. Where alpha is 0 the color is unknown and becomes black.</summary>
    public static (Raster Raster, ClipStatistics Clipped) ToRaster(
        Photograph photograph,
        bool keepAlpha,
        SampleDepth depth,
        TransferFunction transfer,
        RangePolicy range,
        ImageMetadata metadata
    )
    {
        PlanarImage? alpha = keepAlpha ? photograph.Alpha : null;
        using PlanarImage? straight = photograph.Alpha is { } a ? Unpremultiply(photograph.Color, a) : null;
        PlanarImage color = straight ?? photograph.Color;
        var raster = new Raster(photograph.Shape, color.Count + (alpha is null ? 0 : 1), depth)
        {
            Metadata = metadata,
            Transfer = (transfer, transfer.ToString()),
        };
        ClipStatistics clipped = depth switch
        {
            SampleDepth.UInt8 => Merge(raster.Bytes, color, alpha, (image, p, f, r) => image.CopyTo(p, f, r), transfer, range),
            SampleDepth.UInt16 => Merge(raster.Words, color, alpha, (image, p, f, r) => image.CopyTo(p, f, r), transfer, range),
            _ => Merge(raster.Floats, color, alpha, (image, p, f, r) => image.CopyTo(p, f, r), transfer, range),
        };
        return (raster, clipped);
    }

    private delegate PlanarImage Decoder<T>(ReadOnlySpan<T> pixels, int channels, TransferFunction transfer);

    private delegate ClipStatistics Encoder<T>(PlanarImage image, Span<T> pixels, TransferFunction transfer, RangePolicy range);

    private static (PlanarImage Color, PlanarImage? Alpha) Split<T>(
        Raster raster,
        ReadOnlySpan<T> pixels,
        Decoder<T> decode,
        TransferFunction transfer
    )
    {
        if (!raster.HasAlpha)
            return (decode(pixels, raster.Channels, transfer), null);
        int colors = raster.Channels - 1;
        var color = new T[raster.Shape.Count * colors];
        var alpha = new T[raster.Shape.Count];
        for (int i = 0, p = 0, c = 0; i < alpha.Length; i++)
        {
            for (int k = 0; k < colors; k++)
                color[c++] = pixels[p++];
            alpha[i] = pixels[p++];
        }

        return (decode(color, colors, transfer), decode(alpha, 1, TransferFunction.Linear));
    }

    private static ClipStatistics Merge<T>(
        Span<T> pixels,
        PlanarImage color,
        PlanarImage? alpha,
        Encoder<T> encode,
        TransferFunction transfer,
        RangePolicy range
    )
    {
        if (alpha is null)
            return encode(color, pixels, transfer, range);
        var colors = new T[color.Shape.Count * color.Count];
        var opacity = new T[color.Shape.Count];
        ClipStatistics clipped = encode(color, colors, transfer, range) + encode(alpha, opacity, TransferFunction.Linear, RangePolicy.Clip);
        for (int i = 0, p = 0, c = 0; i < opacity.Length; i++)
        {
            for (int k = 0; k < color.Count; k++)
                pixels[p++] = colors[c++];
            pixels[p++] = opacity[i];
        }

        return clipped;
    }

    private static void Premultiply(PlanarImage color, PlanarImage alpha)
    {
        ReadOnlySpan<float> opacity = alpha[0];
        for (int c = 0; c < color.Count; c++)
        {
            Span<float> plane = color[c];
            for (int i = 0; i < plane.Length; i++)
                plane[i] *= opacity[i];
        }
    }

    private static PlanarImage Unpremultiply(PlanarImage color, PlanarImage alpha)
    {
        var straight = new PlanarImage(color.Shape, color.Count);
        ReadOnlySpan<float> opacity = alpha[0];
        for (int c = 0; c < color.Count; c++)
        {
            ReadOnlySpan<float> plane = color[c];
            Span<float> result = straight[c];
            for (int i = 0; i < plane.Length; i++)
                result[i] = opacity[i] > 0 ? plane[i] / opacity[i] : 0;
        }

        return straight;
    }

    private static long FixNotFinite(PlanarImage image, float replacement)
    {
        long count = 0;
        for (int c = 0; c < image.Count; c++)
        {
            foreach (ref float x in image[c])
                if (!float.IsFinite(x))
                    (x, count) = (replacement, count + 1);
        }

        return count;
    }
}
