using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Deconv.Imaging.Codecs.Tiff;

/// <summary>
/// Writes TIFF files: little-endian, deflated in strips, integers as differences of neighbors. Floats are written without a predictor, because
/// many readers of measurements do not know the one for floats. LibTiff does not write: it rounds fractions, so a resolution would change.
/// </summary>
internal sealed class TiffWriter : IStripWriter
{
    // More than this in samples might not fit into a classic TIFF, which counts bytes in 32 bits.
    private const long ClassicBytes = 3_500_000_000;
    private const int StripBytes = 1 << 18;

    private readonly StripHeader _header;
    private readonly Stream _output;
    private readonly bool _strip;
    private readonly long _start;
    private readonly RowBlocks _blocks;
    private readonly List<long> _offsets = [];
    private readonly List<long> _lengths = [];

    /// <summary>Begins a file at the current position of a stream that seeks, which becomes byte 0 of the file.</summary>
    /// <param name="header">The image.</param>
    /// <param name="output">The stream.</param>
    /// <param name="strip">Whether to leave out metadata that does not concern color.</param>
    public TiffWriter(StripHeader header, Stream output, bool strip)
    {
        (_header, _output, _strip, _start) = (header, output, strip, output.Position);
        output.Write(IsBig ? [.. "II+\0"u8, 8, 0, 0, 0] : "II*\0"u8);
        output.Write(new byte[IsBig ? 8 : 4]);

        // A few strips at a time, so that the compressed ones never fill the memory.
        _blocks = new(header, StripRows * Math.Min(Environment.ProcessorCount, ((header.Shape.Height - 1) / StripRows) + 1), WriteStrips);
    }

    private int RowSamples => _header.Shape.Width * _header.Channels;

    private int SampleBytes =>
        _header.Depth switch
        {
            SampleDepth.UInt8 => 1,
            SampleDepth.UInt16 => 2,
            _ => 4,
        };

    private bool IsInteger => _header.Depth != SampleDepth.Float32;

    private bool IsBig => (long)RowSamples * SampleBytes * _header.Shape.Height > ClassicBytes;

    private int StripRows => Math.Clamp(StripBytes / (RowSamples * SampleBytes), 1, _header.Shape.Height);

    /// <inheritdoc/>
    public void Write(Raster strip) => _blocks.Add(strip);

    /// <inheritdoc/>
    public IReadOnlyList<string> End()
    {
        if ((_output.Position - _start) % 2 != 0)
            _output.WriteByte(0);
        long directory = _output.Position - _start;
        _output.Write(TiffBlock.Directory([.. Layout(_offsets, _lengths), .. TiffMetadata.Fields(_header.Metadata, _strip)], directory, IsBig));
        long end = _output.Position;
        Span<byte> pointer = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(pointer, directory);
        _output.Position = _start + (IsBig ? 8 : 4);
        _output.Write(pointer[..(IsBig ? 8 : 4)]);
        _output.Position = end;
        return
        [
            .. LeftOut.Of(_header.Metadata, _strip, TiffMetadata.CodecName, Held.Exif | Held.Xmp | Held.Iptc | Held.Resolution),
            .. _header.Metadata.Exif is { } exif && !_strip ? TiffLost.Of(exif) : [],
        ];
    }

    private void WriteStrips(Raster block, int rows)
    {
        var packed = new byte[((rows - 1) / StripRows) + 1][];
        Parallel.For(0, packed.Length, i => packed[i] = Pack(block, i * StripRows, Math.Min(StripRows, rows - (i * StripRows))));
        foreach (byte[] strip in packed)
        {
            _offsets.Add(_output.Position - _start);
            _lengths.Add(strip.Length);
            _output.Write(strip);
        }
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
        int[] PerChannel(int value) => [.. Enumerable.Repeat(value, _header.Channels)];
        yield return TiffField.OfNumbers(TiffTags.Width, [_header.Shape.Width], IsBig);
        yield return TiffField.OfNumbers(TiffTags.Height, [_header.Shape.Height], IsBig);
        yield return TiffField.OfShorts(TiffTags.BitsPerSample, PerChannel(8 * SampleBytes));
        yield return TiffField.OfShorts(TiffTags.Compression, Deflate);
        yield return TiffField.OfShorts(TiffTags.Photometric, _header.Channels >= 3 ? Rgb : BlackIsZero);
        yield return TiffField.OfNumbers(TiffTags.StripOffsets, offsets, IsBig);
        yield return TiffField.OfShorts(TiffTags.SamplesPerPixel, _header.Channels);
        yield return TiffField.OfNumbers(TiffTags.RowsPerStrip, [StripRows], IsBig);
        yield return TiffField.OfNumbers(TiffTags.StripByteCounts, lengths, IsBig);
        yield return TiffField.OfShorts(TiffTags.PlanarConfiguration, Interleaved);
        if (IsInteger)
            yield return TiffField.OfShorts(TiffTags.Predictor, Differences);
        if (_header.HasAlpha)
            yield return TiffField.OfShorts(TiffTags.ExtraSamples, StraightAlpha);
        yield return TiffField.OfShorts(TiffTags.SampleFormat, PerChannel(IsInteger ? Unsigned : Float));
    }

    private byte[] Pack(Raster block, int top, int rows)
    {
        int first = top * RowSamples,
            length = rows * RowSamples;
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            switch (_header.Depth)
            {
                case SampleDepth.UInt8:
                    deflate.Write(Differences(block.Bytes.Slice(first, length)));
                    break;
                case SampleDepth.UInt16:
                    deflate.Write(MemoryMarshal.AsBytes(Differences(block.Words.Slice(first, length))));
                    break;
                default:
                    deflate.Write(MemoryMarshal.AsBytes(block.Floats.Slice(first, length)));
                    break;
            }
        }

        return packed.ToArray();
    }

    /// <summary>Each sample minus that of the same channel to its left.</summary>
    private Span<byte> Differences(ReadOnlySpan<byte> samples)
    {
        var result = new byte[samples.Length];
        for (int start = 0; start < samples.Length; start += RowSamples)
        {
            samples.Slice(start, _header.Channels).CopyTo(result.AsSpan(start));
            for (int i = start + _header.Channels; i < start + RowSamples; i++)
                result[i] = (byte)(samples[i] - samples[i - _header.Channels]);
        }

        return result;
    }

    /// <inheritdoc cref="Differences(ReadOnlySpan{byte})"/>
    private Span<ushort> Differences(ReadOnlySpan<ushort> samples)
    {
        var result = new ushort[samples.Length];
        for (int start = 0; start < samples.Length; start += RowSamples)
        {
            samples.Slice(start, _header.Channels).CopyTo(result.AsSpan(start));
            for (int i = start + _header.Channels; i < start + RowSamples; i++)
                result[i] = (ushort)(samples[i] - samples[i - _header.Channels]);
        }

        return result;
    }
}
