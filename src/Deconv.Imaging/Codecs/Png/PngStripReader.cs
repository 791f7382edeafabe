using System.IO.Compression;

namespace Deconv.Imaging.Codecs.Png;

/// <summary>Reads a PNG file that is not interlaced row by row; the file is not held in memory.</summary>
internal sealed class PngStripReader : IStripReader
{
    private readonly PngPixels _pixels;
    private readonly Stream _file;
    private readonly Stream _inflated;
    private readonly PngRows _rows;
    private int _next;

    private PngStripReader(StripHeader header, PngPixels pixels, Stream file, Stream inflated, PngRows rows) =>
        (Header, _pixels, _file, _inflated, _rows) = (header, pixels, file, inflated, rows);

    /// <inheritdoc/>
    public StripHeader Header { get; }

    /// <summary>Opens a file; null if it is interlaced.</summary>
    public static PngStripReader? Open(ImageSource source, LoadOptions options)
    {
        Stream file = source.Open();
        try
        {
            var warnings = new List<string>();
            var data = new PngData(file, source);
            List<PngChunk> chunks = data.ReadHead(warnings);
            if (chunks.Count == 0 || chunks[0].Type != "IHDR")
                throw source.Bad("begins with another chunk than IHDR", "The file is damaged: get a new copy");
            PngHeader header = PngHeader.Parse(chunks[0].Data.Span, source);
            if (header.Interlaced)
            {
                file.Dispose();
                return null;
            }

            var pixels = new PngPixels(header, chunks.Find(c => c.Type == "PLTE").Data.Span, chunks.Find(c => c.Type == "tRNS").Data.Span, source);
            Shape shape = source.CheckSize(header.Height, header.Width, 1, options);
            (ImageMetadata metadata, (TransferFunction, string)? transfer) = PngMetadata.Read(chunks, warnings);
            var inflated = new ZLibStream(data, CompressionMode.Decompress);
            return new(
                new(shape, pixels.Channels, header.BitDepth == 16 ? SampleDepth.UInt16 : SampleDepth.UInt8)
                {
                    Transfer = transfer,
                    Metadata = metadata,
                    Warnings = warnings,
                },
                pixels,
                file,
                inflated,
                new(inflated, header, shape.Width, source)
            );
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Read(Raster strip)
    {
        int width = strip.Shape.Width * strip.Channels;
        for (int y = 0; y < strip.Shape.Height; y++, _next++)
        {
            ReadOnlySpan<byte> row = _rows.Next(_next);
            if (strip.Depth == SampleDepth.UInt16)
                _pixels.Expand(row, strip.Words.Slice(y * width, width));
            else
                _pixels.Expand(row, strip.Bytes.Slice(y * width, width));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _inflated.Dispose();
        _file.Dispose();
    }
}
