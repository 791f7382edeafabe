using System.Buffers.Binary;

namespace Deconv.Imaging.Codecs.Fits;

/// <summary>Converts samples of a FITS file, which are big-endian.</summary>
/// <param name="bits">BITPIX: 8, 16, 32 or 64; -32 and -64 are floats.</param>
/// <param name="scale">BSCALE.</param>
/// <param name="zero">BZERO.</param>
/// <param name="blank">BLANK, the integer that stands for a missing sample; null if there is none.</param>
internal sealed class FitsSamples(int bits, double scale, double zero, long? blank)
{
    /// <summary>The zero with which unsigned words are stored as signed ones.</summary>
    public const int WordZero = 32768;

    /// <summary>Type of the samples in a raster.</summary>
    public SampleDepth Depth { get; } =
        scale != 1 || blank is not null ? SampleDepth.Float32
        : bits == 8 && zero == 0 ? SampleDepth.UInt8
        : bits == 16 && zero == WordZero ? SampleDepth.UInt16
        : SampleDepth.Float32;

    /// <summary>Converts a row of one plane.</summary>
    public void Convert(ReadOnlySpan<byte> row, Raster raster, int y, int plane)
    {
        int at = (y * raster.Shape.Width * raster.Channels) + plane;
        for (int x = 0; x < raster.Shape.Width; x++, at += raster.Channels)
            switch (Depth)
            {
                case SampleDepth.UInt8:
                    raster.Bytes[at] = row[x];
                    break;
                case SampleDepth.UInt16:
                    raster.Words[at] = (ushort)(BinaryPrimitives.ReadInt16BigEndian(row[(2 * x)..]) + WordZero);
                    break;
                default:
                    raster.Floats[at] = Value(row, x);
                    break;
            }
    }

    private float Value(ReadOnlySpan<byte> row, int x)
    {
        if (bits < 0)
        {
            double real = bits == -32 ? BinaryPrimitives.ReadSingleBigEndian(row[(4 * x)..]) : BinaryPrimitives.ReadDoubleBigEndian(row[(8 * x)..]);
            return (float)(zero + (scale * real));
        }

        long sample = bits switch
        {
            8 => row[x],
            16 => BinaryPrimitives.ReadInt16BigEndian(row[(2 * x)..]),
            32 => BinaryPrimitives.ReadInt32BigEndian(row[(4 * x)..]),
            _ => BinaryPrimitives.ReadInt64BigEndian(row[(8 * x)..]),
        };
        return sample == blank ? float.NaN : (float)(zero + (scale * sample));
    }
}
