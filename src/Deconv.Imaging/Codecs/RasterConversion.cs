using Deconv.Estimation;

namespace Deconv.Imaging.Codecs;

/// <summary>Converts between encoded interleaved pixels and linear premultiplied planes: the only place that does so.</summary>
internal static class RasterConversion
{
    /// <summary>Converts pixels to linear light. Missing are samples that are not finite numbers, unless there is a replacement for them.</summary>
    public static (PlanarImage Color, PlanarImage? Alpha, PlanarImage? Missing) ToPlanes(
        Raster raster,
        TransferFunction transfer,
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
        if (alpha is not null && raster.Depth == SampleDepth.Float32)
            Replace(alpha, 0); // transparent
        if (replacement is { } value && Replace(color, value) is > 0 and var replaced)
            warnings.Add($"{replaced} samples that were not finite numbers were replaced by {value}.");
        PlanarImage? missing = raster.Depth == SampleDepth.Float32 ? MissingSamples.Fill(color) : null;
        if (missing is not null)
        {
            int pixels = Count(missing);
            warnings.Add($"{pixels} {(pixels == 1 ? "pixel is" : "pixels are")} missing (NaN): no weight is given to them.");
        }

        if (alpha is not null)
            Premultiply(color, alpha);
        return (color, alpha, missing);
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
        if (depth == SampleDepth.Float32 && photograph.Missing is { } missing)
            Erase(raster, missing);
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

    private static long Replace(PlanarImage image, float replacement)
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

    /// <summary>Number of pixels with a missing sample.</summary>
    private static int Count(PlanarImage missing)
    {
        int count = 0;
        for (int i = 0; i < missing.Shape.Count; i++)
        {
            bool any = false;
            for (int c = 0; c < missing.Count; c++)
                any |= missing[c][i] > 0;
            count += any ? 1 : 0;
        }

        return count;
    }

    private static void Erase(Raster raster, PlanarImage missing)
    {
        for (int c = 0; c < missing.Count; c++)
        {
            ReadOnlySpan<float> marks = missing[c];
            for (int i = 0; i < marks.Length; i++)
                if (marks[i] > 0)
                    raster.Floats[(i * raster.Channels) + c] = float.NaN;
        }
    }
}
