using System.Buffers.Binary;

namespace Deconv.Imaging.Codecs.Jpeg;

/// <summary>The resolution in the JFIF segment of a JPEG file.</summary>
internal static class JfifDensity
{
    private const byte App0 = 0xE0,
        None = 0,
        PerInch = 1,
        PerCentimeter = 2;

    // The marker that starts the file; then the marker and the length of a segment.
    private const int StartLength = 2,
        SegmentHead = 4;

    private const double Inch = 0.0254,
        Centimeter = 0.01;

    /// <summary>The resolution of a JPEG file; null if its JFIF segment states none.</summary>
    public static Resolution? Of(ReadOnlySpan<byte> jpeg)
    {
        if (!JpegSegments.Segment(jpeg, 2, out byte marker, out ReadOnlySpan<byte> data) || marker != App0 || data.Length < 12)
            return null;
        double meters = data[7] switch
        {
            PerInch => Inch,
            PerCentimeter => Centimeter,
            _ => 0,
        };
        (int x, int y) = (BinaryPrimitives.ReadUInt16BigEndian(data[8..]), BinaryPrimitives.ReadUInt16BigEndian(data[10..]));
        return meters > 0 && x > 0 && y > 0 ? new Resolution(x / meters, y / meters) : null;
    }

    /// <summary>
    /// The file with a JFIF segment that states the resolution, in the unit in which it is a whole number; without one, that none is known.
    /// </summary>
    public static byte[] With(byte[] jpeg, Resolution? resolution)
    {
        int behind = StartLength;
        if (JpegSegments.Segment(jpeg, StartLength, out byte marker, out ReadOnlySpan<byte> old) && marker == App0)
            behind += SegmentHead + old.Length;
        (byte unit, double x, double y) = resolution is { } r ? Whole(r) : (None, 1, 1);
        Span<byte> density = stackalloc byte[4];
        BinaryPrimitives.WriteUInt16BigEndian(density, (ushort)Math.Clamp(Math.Round(x), 1, ushort.MaxValue));
        BinaryPrimitives.WriteUInt16BigEndian(density[2..], (ushort)Math.Clamp(Math.Round(y), 1, ushort.MaxValue));
        // Marker, length, name, version 1.1, unit, density, and a thumbnail of no size.
        return [.. jpeg[..StartLength], 0xFF, App0, 0, 16, .. "JFIF\0"u8, 1, 1, unit, .. density, 0, 0, .. jpeg[behind..]];
    }

    private static (byte Unit, double X, double Y) Whole(Resolution resolution)
    {
        (byte, double X, double Y) inches = (PerInch, resolution.X * Inch, resolution.Y * Inch),
            centimeters = (PerCentimeter, resolution.X * Centimeter, resolution.Y * Centimeter);
        return Error(centimeters.X, centimeters.Y) < Error(inches.X, inches.Y) - 1e-6 ? centimeters : inches;
    }

    private static double Error(double x, double y) => Math.Abs(x - Math.Round(x)) + Math.Abs(y - Math.Round(y));
}
