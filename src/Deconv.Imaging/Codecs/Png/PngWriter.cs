using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Deconv.Imaging.Codecs.Png;

/// <summary>
/// Writes 8 and 16-bit gray and RGB, with and without alpha. Bands of rows are filtered and compressed in parallel on all cores; their borders depend
/// only on the image, so the file is identical on every machine, and however the rows come.
/// </summary>
internal sealed class PngWriter : IStripWriter
{
    // Large enough that independent bands cost less than 1 % in size, small enough to keep all cores of a large machine busy.
    private const int BandBytes = 1 << 20;

    private readonly StripHeader _header;
    private readonly Stream _output;
    private readonly SaveOptions _options;
    private readonly int _bandRows;
    private readonly RowBlocks _blocks;
    private readonly byte[] _above;
    private Adler32 _checksum;

    /// <summary>Writes everything before the rows.</summary>
    public PngWriter(StripHeader header, Stream output, SaveOptions options)
    {
        (_header, _output, _options) = (header, output, options);
        _bandRows = Math.Max(1, BandBytes / RowBytes);
        int bands = (header.Shape.Height + _bandRows - 1) / _bandRows;
        _blocks = new(header, _bandRows * Math.Min(bands, 2 * Environment.ProcessorCount), WriteBands);
        _above = new byte[RowBytes];
        output.Write(PngChunk.Signature);
        var start = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(start, header.Shape.Width);
        BinaryPrimitives.WriteInt32BigEndian(start.AsSpan(4), header.Shape.Height);
        start[8] = (byte)(header.Depth == SampleDepth.UInt16 ? 16 : 8);
        start[9] = (byte)(
            header.Channels switch
            {
                1 => PngHeader.Gray,
                2 => PngHeader.GrayAlpha,
                3 => PngHeader.Rgb,
                _ => PngHeader.Rgba,
            }
        );
        PngChunk.Write(output, "IHDR", start);
        PngMetadata.Write(output, header.Metadata, header.Transfer?.Function ?? TransferFunction.Srgb, options.StripMetadata);
        PngChunk.Write(output, "IDAT", DeflatedBand.StreamStart);
    }

    private int RowBytes => checked(_header.Shape.Width * _header.Channels * (_header.Depth == SampleDepth.UInt16 ? sizeof(ushort) : sizeof(byte)));

    /// <inheritdoc/>
    public void Write(Raster strip) => _blocks.Add(strip);

    /// <inheritdoc/>
    public IReadOnlyList<string> End()
    {
        PngChunk.Write(_output, "IDAT", DeflatedBand.StreamEnd(_checksum));
        PngChunk.Write(_output, "IEND", []);
        return LeftOut.Of(
            _header.Metadata,
            _options.StripMetadata,
            PngMetadata.CodecName,
            Held.Exif | Held.Xmp | Held.Resolution | Held.Text | Held.Primaries
        );
    }

    private void WriteBands(Raster block, int rows)
    {
        var bands = new DeflatedBand[(rows + _bandRows - 1) / _bandRows];
        Parallel.For(
            0,
            bands.Length,
            i =>
            {
                int top = i * _bandRows;
                bands[i] = DeflatedBand.Pack(Filter(block, top, Math.Min(_bandRows, rows - top)));
            }
        );
        foreach (DeflatedBand band in bands)
        {
            PngChunk.Write(_output, "IDAT", band.Packed.Span);
            _checksum = _checksum.Then(band.Checksum);
        }

        CopyRow(block, rows - 1, _above);
    }

    /// <summary>Filtered rows, each preceded by its filter byte; the filter with the smallest cost is used.</summary>
    private byte[] Filter(Raster block, int top, int count)
    {
        int length = RowBytes,
            step = length / _header.Shape.Width;
        byte[] row = new byte[length],
            above = new byte[length],
            best = new byte[length + 1],
            trial = new byte[length + 1];
        var result = new byte[count * (length + 1)];
        if (top > 0)
            CopyRow(block, top - 1, above);
        else
            _above.CopyTo(above, 0);
        for (int y = 0; y < count; y++)
        {
            CopyRow(block, top + y, row);
            long lowest = long.MaxValue;
            for (int filter = 0; filter < PngFilter.Count; filter++)
            {
                trial[0] = (byte)filter;
                PngFilter.Apply(filter, row, above, step, trial.AsSpan(1));
                long cost = PngFilter.Cost(trial.AsSpan(1));
                if (cost >= lowest)
                    continue;
                lowest = cost;
                (best, trial) = (trial, best);
            }

            best.CopyTo(result, y * (length + 1));
            (row, above) = (above, row);
        }

        return result;
    }

    private static void CopyRow(Raster raster, int y, Span<byte> row)
    {
        int samples = raster.Shape.Width * raster.Channels;
        if (raster.Depth == SampleDepth.UInt8)
        {
            raster.Bytes.Slice(y * samples, samples).CopyTo(row);
            return;
        }

        Span<ushort> words = MemoryMarshal.Cast<byte, ushort>(row);
        raster.Words.Slice(y * samples, samples).CopyTo(words);
        if (BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(words, words);
    }
}
