using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Deconv.Imaging.Codecs.Tiff;

/// <summary>
/// Writes TIFF files: little-endian, deflated in strips, integers as differences of neighbors. Floats are written without a predictor, because
/// many readers of measurements do not know the one for floats. LibTiff does not write: it rounds fractions, so a resolution would change.
/// </summary>
/// <param name="raster">The pixels.</param>
/// <param name="strip">Whether to leave out metadata that does not concern color.</param>
internal sealed class TiffWriter(Raster raster, bool strip)
{
    // More than this in samples might not fit into a classic TIFF, which counts bytes in 32 bits.
    private const long ClassicBytes = 3_500_000_000;
    private const int StripBytes = 1 << 18;

    private readonly int _rowSamples = raster.Shape.Width * raster.Channels;
    private readonly int _sampleBytes = raster.Depth switch
    {
        SampleDepth.UInt8 => 1,
        SampleDepth.UInt16 => 2,
        _ => 4,
    };

    private bool IsInteger => raster.Depth != SampleDepth.Float32;

    private bool IsBig => (long)_rowSamples * _sampleBytes * raster.Shape.Height > ClassicBytes;

    private int StripRows => Math.Clamp(StripBytes / (_rowSamples * _sampleBytes), 1, raster.Shape.Height);

    /// <summary>Writes the file to a stream that seeks, from its current position, which becomes byte 0 of the file.</summary>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Write(Stream output)
    {
        long start = output.Position;
        int word = IsBig ? 8 : 4;
        output.Write(IsBig ? [.. "II+\0"u8, 8, 0, 0, 0] : "II*\0"u8);
        output.Write(new byte[word]);
        (List<long> offsets, List<long> lengths) = WriteStrips(output, start);
        if ((output.Position - start) % 2 != 0)
            output.WriteByte(0);
        long directory = output.Position - start;
        output.Write(TiffBlock.Directory([.. Layout(offsets, lengths), .. TiffMetadata.Fields(raster.Metadata, strip)], directory, IsBig));
        long end = output.Position;
        Span<byte> pointer = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(pointer, directory);
        output.Position = start + (IsBig ? 8 : 4);
        output.Write(pointer[..word]);
        output.Position = end;
    }

    private (List<long> Offsets, List<long> Lengths) WriteStrips(Stream output, long start)
    {
        var offsets = new List<long>();
        var lengths = new List<long>();
        int strips = ((raster.Shape.Height - 1) / StripRows) + 1;
        var packed = new byte[Environment.ProcessorCount][];
        // A few at a time, so that the compressed strips never fill the memory.
        for (int first = 0; first < strips; first += packed.Length)
        {
            int group = first,
                count = Math.Min(packed.Length, strips - first);
            Parallel.For(0, count, i => packed[i] = Pack((group + i) * StripRows));
            for (int i = 0; i < count; i++)
            {
                offsets.Add(output.Position - start);
                lengths.Add(packed[i].Length);
                output.Write(packed[i]);
            }
        }

        return (offsets, lengths);
    }

    private IEnumerable<TiffField> Layout(List<long> offsets, List<long> lengths)
    {
        const int Deflate = 8,
            Rgb = 2,
            BlackIsZero = 1,
            Interleaved = 1,
            Differences = 2,
            Unsigned = 1,
            Float = 3,
            StraightAlpha = 2;
        int[] PerChannel(int value) => [.. Enumerable.Repeat(value, raster.Channels)];
        yield return TiffField.OfNumbers(TiffTags.Width, [raster.Shape.Width], IsBig);
        yield return TiffField.OfNumbers(TiffTags.Height, [raster.Shape.Height], IsBig);
        yield return TiffField.OfShorts(TiffTags.BitsPerSample, PerChannel(8 * _sampleBytes));
        yield return TiffField.OfShorts(TiffTags.Compression, Deflate);
        yield return TiffField.OfShorts(TiffTags.Photometric, raster.Channels >= 3 ? Rgb : BlackIsZero);
        yield return TiffField.OfNumbers(TiffTags.StripOffsets, offsets, IsBig);
        yield return TiffField.OfShorts(TiffTags.SamplesPerPixel, raster.Channels);
        yield return TiffField.OfNumbers(TiffTags.RowsPerStrip, [StripRows], IsBig);
        yield return TiffField.OfNumbers(TiffTags.StripByteCounts, lengths, IsBig);
        yield return TiffField.OfShorts(TiffTags.PlanarConfiguration, Interleaved);
        if (IsInteger)
            yield return TiffField.OfShorts(TiffTags.Predictor, Differences);
        if (raster.HasAlpha)
            yield return TiffField.OfShorts(TiffTags.ExtraSamples, StraightAlpha);
        yield return TiffField.OfShorts(TiffTags.SampleFormat, PerChannel(IsInteger ? Unsigned : Float));
    }

    private byte[] Pack(int top)
    {
        int first = top * _rowSamples,
            length = Math.Min(StripRows, raster.Shape.Height - top) * _rowSamples;
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            switch (raster.Depth)
            {
                case SampleDepth.UInt8:
                    deflate.Write(Differences(raster.Bytes.Slice(first, length)));
                    break;
                case SampleDepth.UInt16:
                    deflate.Write(MemoryMarshal.AsBytes(Differences(raster.Words.Slice(first, length))));
                    break;
                default:
                    deflate.Write(MemoryMarshal.AsBytes(raster.Floats.Slice(first, length)));
                    break;
            }
        }

        return packed.ToArray();
    }

    /// <summary>Each sample minus that of the same channel to its left.</summary>
    private Span<byte> Differences(ReadOnlySpan<byte> samples)
    {
        var result = new byte[samples.Length];
        for (int start = 0; start < samples.Length; start += _rowSamples)
        {
            samples.Slice(start, raster.Channels).CopyTo(result.AsSpan(start));
            for (int i = start + raster.Channels; i < start + _rowSamples; i++)
                result[i] = (byte)(samples[i] - samples[i - raster.Channels]);
        }

        return result;
    }

    /// <inheritdoc cref="Differences(ReadOnlySpan{byte})"/>
    private Span<ushort> Differences(ReadOnlySpan<ushort> samples)
    {
        var result = new ushort[samples.Length];
        for (int start = 0; start < samples.Length; start += _rowSamples)
        {
            samples.Slice(start, raster.Channels).CopyTo(result.AsSpan(start));
            for (int i = start + raster.Channels; i < start + _rowSamples; i++)
                result[i] = (ushort)(samples[i] - samples[i - raster.Channels]);
        }

        return result;
    }
}
