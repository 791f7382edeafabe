using System.Buffers.Binary;

namespace Deconv.Imaging.Codecs.Jpeg;

/// <summary>The resolution in the JFIF segment of a JPEG file.</summary>
internal static class JfifDensity
{
    private const byte App0 = 0xE0,
        None = 0,
        PerInch = 1,
        PerCentimeter = 2;

    private const double Inch = 0.0254,
        Centimeter = 0.01;

    /// <summary>
    /// Writes the resolution into an existing JFIF segment, in the unit in which it is a whole number; without a resolution, that none is known.
    /// </summary>
    public static void Set(Span<byte> jpeg, Resolution? resolution)
    {
        if (!JpegSegments.Segment(jpeg, 2, out byte marker, out ReadOnlySpan<byte> data) || marker != App0 || data.Length < 12)
            return;
        // After two bytes of start, two of marker, two of length, five of name and two of version.
        Span<byte> fields = jpeg.Slice(13, 5);
        (byte unit, double x, double y) = resolution is { } r ? Whole(r) : (None, 1, 1);
        fields[0] = unit;
        BinaryPrimitives.WriteUInt16BigEndian(fields[1..], (ushort)Math.Clamp(Math.Round(x), 1, ushort.MaxValue));
        BinaryPrimitives.WriteUInt16BigEndian(fields[3..], (ushort)Math.Clamp(Math.Round(y), 1, ushort.MaxValue));
    }

    private static (byte Unit, double X, double Y) Whole(Resolution resolution)
    {
        (byte, double X, double Y) inches = (PerInch, resolution.X * Inch, resolution.Y * Inch),
            centimeters = (PerCentimeter, resolution.X * Centimeter, resolution.Y * Centimeter);
        return Error(centimeters.X, centimeters.Y) < Error(inches.X, inches.Y) - 1e-6 ? centimeters : inches;
    }

    private static double Error(double x, double y) => Math.Abs(x - Math.Round(x)) + Math.Abs(y - Math.Round(y));
}
