using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Deconv.Imaging.Codecs.Png;

/// <summary>
/// Writes 8 and 16-bit gray and RGB, with and without alpha. Bands of rows are filtered and compressed in parallel on all cores; their borders depend
/// only on the image, so the file is identical on every machine.
/// </summary>
internal static class PngWriter
{
    // Large enough that independent bands cost less than 1 % in size, small enough to keep all cores of a large machine busy.
    private const int BandBytes = 1 << 20;

    public static void Write(Raster raster, Stream output, SaveOptions options)
    {
        output.Write(PngChunk.Signature);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, raster.Shape.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), raster.Shape.Height);
        header[8] = (byte)(raster.Depth == SampleDepth.UInt16 ? 16 : 8);
        header[9] = (byte)(
            raster.Channels switch
            {
                1 => PngHeader.Gray,
                2 => PngHeader.GrayAlpha,
                3 => PngHeader.Rgb,
                _ => PngHeader.Rgba,
            }
        );
        PngChunk.Write(output, "IHDR", header);
        PngMetadata.Write(output, raster.Metadata, raster.Transfer?.Function ?? TransferFunction.Srgb, options.StripMetadata);
        WriteData(raster, output);
        PngChunk.Write(output, "IEND", []);
    }

    private static void WriteData(Raster raster, Stream output)
    {
        int height = raster.Shape.Height,
            rows = Math.Max(1, BandBytes / RowBytes(raster)),
            bands = (height + rows - 1) / rows;
        var checksum = new Adler32();
        var batch = new DeflatedBand[Math.Min(bands, 2 * Environment.ProcessorCount)];
        PngChunk.Write(output, "IDAT", DeflatedBand.StreamStart);
        for (int first = 0; first < bands; first += batch.Length)
        {
            int count = Math.Min(batch.Length, bands - first),
                start = first;
            Parallel.For(
                0,
                count,
                i =>
                {
                    int top = (start + i) * rows;
                    batch[i] = DeflatedBand.Pack(Filter(raster, top, Math.Min(rows, height - top)));
                }
            );
            foreach (DeflatedBand band in batch.AsSpan(0, count))
            {
                PngChunk.Write(output, "IDAT", band.Packed.Span);
                checksum = checksum.Then(band.Checksum);
            }
        }

        PngChunk.Write(output, "IDAT", DeflatedBand.StreamEnd(checksum));
    }

    /// <summary>Filtered rows, each preceded by its filter byte; the filter with the smallest cost is used.</summary>
    private static byte[] Filter(Raster raster, int top, int count)
    {
        int length = RowBytes(raster),
            step = length / raster.Shape.Width;
        byte[] row = new byte[length],
            above = new byte[length],
            best = new byte[length + 1],
            trial = new byte[length + 1];
        var result = new byte[count * (length + 1)];
        if (top > 0)
            CopyRow(raster, top - 1, above);
        for (int y = 0; y < count; y++)
        {
            CopyRow(raster, top + y, row);
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

    private static int RowBytes(Raster raster) =>
        checked(raster.Shape.Width * raster.Channels * (raster.Depth == SampleDepth.UInt16 ? sizeof(ushort) : sizeof(byte)));

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
