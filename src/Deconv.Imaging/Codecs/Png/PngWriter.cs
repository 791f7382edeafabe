using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Deconv.Imaging.Codecs.Png;

/// <summary>Writes 8 and 16-bit gray and RGB, with and without alpha.</summary>
internal static class PngWriter
{
    private const int ChunkBytes = 1 << 18;

    public static void Write(Raster raster, Stream output, SaveOptions options)
    {
        output.Write(PngChunk.Signature);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, raster.Shape.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), raster.Shape.Height);
        header[8] = (byte)(raster.Depth == SampleDepth.UInt16 ? 16 : 8);
        header[9] = (byte)(raster.Channels switch { 1 => PngHeader.Gray, 2 => PngHeader.GrayAlpha, 3 => PngHeader.Rgb, _ => PngHeader.Rgba });
        PngChunk.Write(output, "IHDR", header);
        PngMetadata.Write(output, raster.Metadata, raster.Transfer?.Function ?? TransferFunction.Srgb, options.StripMetadata);
        using (var chunks = new BufferedStream(new DataChunks(output), ChunkBytes))
        using (var packed = new ZLibStream(chunks, CompressionLevel.Optimal))
            WriteRows(raster, packed);
        PngChunk.Write(output, "IEND", []);
    }

    private static void WriteRows(Raster raster, Stream packed)
    {
        int sampleBytes = raster.Depth == SampleDepth.UInt16 ? 2 : 1;
        int samples = raster.Shape.Width * raster.Channels, step = raster.Channels * sampleBytes;
        byte[] row = new byte[samples * sampleBytes], above = new byte[row.Length];
        byte[] best = new byte[row.Length + 1], trial = new byte[row.Length + 1];
        for (int y = 0; y < raster.Shape.Height; y++)
        {
            if (sampleBytes == 1) raster.Bytes.Slice(y * samples, samples).CopyTo(row);
            else
            {
                Span<ushort> words = MemoryMarshal.Cast<byte, ushort>(row.AsSpan());
                raster.Words.Slice(y * samples, samples).CopyTo(words);
                if (BitConverter.IsLittleEndian) BinaryPrimitives.ReverseEndianness(words, words);
            }

            long lowest = long.MaxValue;
            for (int filter = 0; filter < PngFilter.Count; filter++)
            {
                trial[0] = (byte)filter;
                PngFilter.Apply(filter, row, above, step, trial.AsSpan(1));
                long cost = PngFilter.Cost(trial.AsSpan(1));
                if (cost >= lowest) continue;
                lowest = cost;
                (best, trial) = (trial, best);
            }

            packed.Write(best);
            (row, above) = (above, row);
        }
    }

    /// <summary>Each write becomes one IDAT chunk.</summary>
    private sealed class DataChunks(Stream output) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(ReadOnlySpan<byte> buffer) => PngChunk.Write(output, "IDAT", buffer);

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
