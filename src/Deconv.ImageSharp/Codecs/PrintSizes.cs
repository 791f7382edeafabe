using System.Buffers.Binary;
using Deconv.Imaging;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;

namespace Deconv.ImageSharp.Codecs;

/// <summary>Print resolution of files. ImageSharp reports 96 dots per inch for files without one, so its value is not used.</summary>
internal static class PrintSizes
{
    private const double MetersPerInch = 0.0254,
        CentimetersPerMeter = 100;

    /// <summary>The density of JFIF, otherwise that of EXIF. A pixel aspect ratio is not a resolution.</summary>
    public static Resolution? OfJpeg(byte[] file, Image image) =>
        JpegHeader.Read(file).Density switch
        {
            (1, var x, var y) => new Resolution(x / MetersPerInch, y / MetersPerInch),
            (2, var x, var y) => new Resolution(x * CentimetersPerMeter, y * CentimetersPerMeter),
            _ => OfExif(image.Metadata.ExifProfile),
        };

    /// <summary>Dots per meter in the header.</summary>
    public static Resolution? OfBmp(byte[] file, Image image)
    {
        const int HeaderWithSize = 40;
        if (file.Length < 46 || BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(14)) < HeaderWithSize)
            return null;
        int x = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(38)),
            y = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(42));
        return x > 0 && y > 0 ? new Resolution(x, y) : null;
    }

    /// <summary>Sets the print resolution in the metadata of ImageSharp.</summary>
    public static void Set(SixLabors.ImageSharp.Metadata.ImageMetadata metadata, Resolution? resolution)
    {
        if (resolution is not { } size)
        {
            metadata.ResolutionUnits = SixLabors.ImageSharp.Metadata.PixelResolutionUnit.AspectRatio;
            (metadata.HorizontalResolution, metadata.VerticalResolution) = (1, 1);
            return;
        }

        metadata.ResolutionUnits = SixLabors.ImageSharp.Metadata.PixelResolutionUnit.PixelsPerInch;
        (metadata.HorizontalResolution, metadata.VerticalResolution) = (size.X * MetersPerInch, size.Y * MetersPerInch);
    }

    private static Resolution? OfExif(ExifProfile? exif)
    {
        double x = exif?.GetValue(ExifTag.XResolution)?.Value.ToDouble() ?? 0,
            y = exif?.GetValue(ExifTag.YResolution)?.Value.ToDouble() ?? 0;
        double perMeter = (exif?.GetValue(ExifTag.ResolutionUnit)?.Value ?? 2) switch
        {
            2 => 1 / MetersPerInch,
            3 => CentimetersPerMeter,
            _ => 0,
        };
        return double.IsFinite(x) && double.IsFinite(y) && x > 0 && y > 0 && perMeter > 0 ? new Resolution(x * perMeter, y * perMeter) : null;
    }
}
