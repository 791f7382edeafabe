using System.Runtime.InteropServices;

namespace Deconv.Imaging.Codecs.Tiff;

/// <summary>Converts decoded samples of a TIFF file, in the byte order of the machine, to those of a raster.</summary>
internal sealed class TiffSamples(TiffLayout layout, Raster raster, IReadOnlyList<int>? palette)
{
    /// <summary>Converts a part of a row.</summary>
    /// <param name="data">The decoded row: all channels interleaved, or those of one plane.</param>
    /// <param name="plane">The plane; null if channels are interleaved.</param>
    /// <param name="row">The row in the raster.</param>
    /// <param name="column">The first column in the raster.</param>
    /// <param name="count">Pixels to convert.</param>
    public void Convert(ReadOnlySpan<byte> data, int? plane, int row, int column, int count)
    {
        int at = ((row * raster.Shape.Width) + column) * raster.Channels;
        if (layout.IsPalette)
        {
            Colors(data, at, count);
            return;
        }

        int stored = plane is null ? layout.Stored : 1;
        int channels = plane is null ? raster.Channels : 1;
        at += plane ?? 0;
        for (int c = 0; c < channels; c++)
            Channel(data, c, stored, at + c, count);
    }

    private void Channel(ReadOnlySpan<byte> data, int first, int step, int at, int count)
    {
        int width = raster.Channels;
        switch (raster.Depth)
        {
            case SampleDepth.UInt8 when layout.Bits == 8:
                Span<byte> bytes = raster.Bytes;
                byte flip = (byte)(layout.IsInverted ? 255 : 0);
                for (int i = 0; i < count; i++, at += width, first += step)
                    bytes[at] = (byte)(data[first] ^ flip);
                break;
            case SampleDepth.UInt8:
                int top = (1 << layout.Bits) - 1;
                for (int i = 0; i < count; i++, at += width, first += step)
                    raster.Bytes[at] = (byte)((Straight(Packed(data, first), top) * 255) / top);
                break;
            case SampleDepth.UInt16 when layout.Bits == 16:
                ReadOnlySpan<ushort> words = MemoryMarshal.Cast<byte, ushort>(data);
                Span<ushort> target = raster.Words;
                ushort invert = (ushort)(layout.IsInverted ? 65535 : 0);
                for (int i = 0; i < count; i++, at += width, first += step)
                    target[at] = (ushort)(words[first] ^ invert);
                break;
            case SampleDepth.UInt16:
                long most = (1 << layout.Bits) - 1;
                for (int i = 0; i < count; i++, at += width, first += step)
                    raster.Words[at] = (ushort)(((Straight(Packed(data, first), (int)most) * 65535L) + (most / 2)) / most);
                break;
            default:
                Span<float> floats = raster.Floats;
                for (int i = 0; i < count; i++, at += width, first += step)
                    floats[at] = Value(data, first);
                break;
        }
    }

    private int Straight(int value, int top) => layout.IsInverted ? top - value : value;

    private float Value(ReadOnlySpan<byte> data, int index) =>
        (layout.Bits, layout.IsFloat, layout.IsSigned) switch
        {
            (16, true, _) => (float)MemoryMarshal.Cast<byte, Half>(data)[index],
            (32, true, _) => MemoryMarshal.Cast<byte, float>(data)[index],
            (64, true, _) => (float)MemoryMarshal.Cast<byte, double>(data)[index],
            (8, _, true) => (sbyte)data[index],
            (16, _, true) => MemoryMarshal.Cast<byte, short>(data)[index],
            (32, _, true) => MemoryMarshal.Cast<byte, int>(data)[index],
            _ => MemoryMarshal.Cast<byte, uint>(data)[index],
        };

    // Samples that are no whole bytes follow each other without gaps, the highest bit first.
    private int Packed(ReadOnlySpan<byte> data, int index)
    {
        long bit = (long)index * layout.Bits;
        int value = 0;
        for (int i = 0; i < layout.Bits; i++, bit++)
            value = (value << 1) | ((data[(int)(bit >> 3)] >> (7 - (int)(bit & 7))) & 1);
        return value;
    }

    // The table holds all reds, all greens and all blues, of 16 bits.
    private void Colors(ReadOnlySpan<byte> data, int at, int count)
    {
        int entries = palette!.Count / 3;
        for (int i = 0; i < count; i++, at += 3)
        {
            int index = Packed(data, i * layout.Stored);
            for (int c = 0; c < 3; c++)
                raster.Bytes[at + c] = (byte)(palette[(c * entries) + index] >> 8);
        }
    }
}
