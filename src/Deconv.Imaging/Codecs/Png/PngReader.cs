using System.IO.Compression;

namespace Deconv.Imaging.Codecs.Png;

/// <summary>Reads every kind of PNG: 1 to 16 bits, gray, RGB, palette, alpha, transparent colors, interlaced.</summary>
internal static class PngReader
{
    // Maximum compression ratio of deflate: an image larger than the data allow is rejected before memory is allocated for it.
    private const int BestPacking = 1032;

    private static readonly (int Top, int Left, int Down, int Right)[] Adam7 =
    [
        (0, 0, 8, 8),
        (0, 4, 8, 8),
        (4, 0, 8, 4),
        (0, 2, 4, 4),
        (2, 0, 4, 2),
        (0, 1, 2, 2),
        (1, 0, 2, 1),
    ];

    private static readonly (int Top, int Left, int Down, int Right)[] OnePass = [(0, 0, 1, 1)];

    public static Raster Read(ImageSource source, LoadOptions options)
    {
        var warnings = new List<string>();
        byte[] file = source.Bytes();
        if (file.Length < PngChunk.Signature.Length + 12)
            throw PngChunk.Truncated(source);
        List<PngChunk> chunks = PngChunk.ReadAll(file, source, warnings);
        if (chunks[0].Type != "IHDR")
            throw source.Bad($"begins with a {chunks[0].Type} chunk instead of IHDR", "The file is damaged: get a new copy");
        PngHeader header = PngHeader.Parse(chunks[0].Data.Span, source);
        ReadOnlyMemory<byte> palette = chunks.Find(c => c.Type == "PLTE").Data,
            transparency = chunks.Find(c => c.Type == "tRNS").Data;
        var pixels = new PngPixels(header, palette.Span, transparency.Span, source);
        Shape shape = source.CheckSize(header.Height, header.Width, pixels.Channels, options);
        List<ReadOnlyMemory<byte>> data = [.. chunks.Where(c => c.Type == "IDAT").Select(c => c.Data)];
        long packed = data.Sum(d => (long)d.Length);
        if (header.RowBytes(header.Width) * header.Height / 8 > BestPacking * (packed + 64))
            throw PngChunk.Truncated(source);

        (ImageMetadata metadata, (TransferFunction, string)? transfer) = PngMetadata.Read(chunks, warnings);
        var raster = new Raster(shape, pixels.Channels, header.BitDepth == 16 ? SampleDepth.UInt16 : SampleDepth.UInt8)
        {
            Transfer = transfer,
            Metadata = metadata,
            Warnings = warnings,
        };
        using var inflated = new ZLibStream(new ChunkStream(data), CompressionMode.Decompress);
        foreach ((int top, int left, int down, int right) in header.Interlaced ? Adam7 : OnePass)
            ReadPass(raster, header, pixels, inflated, top, left, down, right, source);
        return raster;
    }

    private static void ReadPass(
        Raster raster,
        PngHeader header,
        PngPixels pixels,
        Stream inflated,
        int top,
        int left,
        int down,
        int right,
        ImageSource source
    )
    {
        (int height, int width) = raster.Shape;
        int passWidth = (width - left + right - 1) / right;
        if (passWidth <= 0 || top >= height)
            return;
        var rows = new PngRows(inflated, header, passWidth, source);
        int samples = passWidth * raster.Channels;
        byte[]? bytes = raster.Depth == SampleDepth.UInt8 && right > 1 ? new byte[samples] : null;
        ushort[]? words = raster.Depth == SampleDepth.UInt16 && right > 1 ? new ushort[samples] : null;
        for (int y = top; y < height; y += down)
        {
            ReadOnlySpan<byte> row = rows.Next(y);
            int start = y * width * raster.Channels;
            if (raster.Depth == SampleDepth.UInt16)
            {
                Span<ushort> target = words ?? raster.Words.Slice(start, samples);
                pixels.Expand(row, target);
                if (words is not null)
                    Scatter(words, raster.Words[start..], raster.Channels, left, right);
            }
            else
            {
                Span<byte> target = bytes ?? raster.Bytes.Slice(start, samples);
                pixels.Expand(row, target);
                if (bytes is not null)
                    Scatter(bytes, raster.Bytes[start..], raster.Channels, left, right);
            }
        }
    }

    private static void Scatter<T>(ReadOnlySpan<T> pass, Span<T> row, int channels, int left, int right)
    {
        for (int from = 0, to = left * channels; from < pass.Length; from += channels, to += right * channels)
            pass.Slice(from, channels).CopyTo(row[to..]);
    }
}
