using System.Globalization;
using Deconv.Imaging.Codecs.Jpeg;

namespace Deconv.Imaging.Codecs.Vips;

/// <summary>The properties of one libvips format: signature, saver and its options, depths, and handling of metadata.</summary>
internal sealed record VipsFormat(string Name, string[] Extensions, VipsFormat.Signature Recognizes)
{
    private const int DefaultQuality = 95;

    /// <summary>Camera raw files have a TIFF structure, and a TIFF reader would find only their thumbnail.</summary>
    private static readonly string[] CameraRaw = [".dng", ".nef", ".cr2", ".arw", ".pef", ".orf", ".rw2", ".srw", ".3fr", ".iiq"];

    public delegate bool Signature(ReadOnlySpan<byte> head);

    /// <summary>The libvips operation that writes it; null if it is only read.</summary>
    public string? Saver { get; init; }

    public SampleDepth[] Depths { get; init; } = [];

    public bool HoldsAlpha { get; init; }

    public bool HoldsProfile { get; init; } = true;

    /// <summary>The curve of the format in the absence of a profile; null for the usual rule.</summary>
    public (TransferFunction, string)? Transfer { get; init; }

    /// <summary>True if the samples are premultiplied by alpha.</summary>
    public bool Premultiplied { get; init; }

    /// <summary>True if the reader applies the orientation, so that the orientation in the EXIF block is no longer valid.</summary>
    public bool Upright { get; init; }

    /// <summary>True if characters such as brackets in a file name are commands to the reader, as in cfitsio.</summary>
    public bool NeedsPlainNames { get; init; }

    /// <summary>Additional checks of the file before it is passed to libvips.</summary>
    public void Inspect(ImageSource source)
    {
        if (Name == "TIFF" && CameraRaw.Contains(Path.GetExtension(source.Name), StringComparer.OrdinalIgnoreCase))
            throw source.Bad("is a camera raw file", "Develop it to a 16-bit TIFF first, without sharpening");
    }

    /// <summary>The name of a color space that is not supported; null for gray and RGB.</summary>
    public static string? ColorProblem(int interpretation) =>
        interpretation switch
        {
            0 or 1 or 17 or 22 or 25 or 26 or 28 => null,
            15 => "CMYK",
            13 or 21 => "CIE Lab",
            12 => "CIE XYZ",
            _ => "color",
        };

    public ImageMetadata Metadata(VipsImage image, ImageSource source)
    {
        byte[]? exif = image.Blob("exif-data");
        if (exif is not null && exif.AsSpan().StartsWith(JpegSegments.ExifPrefix))
            exif = exif[JpegSegments.ExifPrefix.Length..];
        if (exif is not null && Upright)
            ExifOrientation.Reset(exif);
        List<OpaqueBlock> opaque = [];
        if (image.Blob("iptc-data") is { } iptc)
            opaque.Add(new OpaqueBlock("libvips", "iptc-data", iptc));
        return new ImageMetadata
        {
            IccProfile = image.Blob("icc-profile-data"),
            Exif = exif,
            Xmp = image.Blob("xmp-data"),
            Resolution = image.Resolution,
            JpegQuality = Name == "JPEG" ? JpegSegments.EstimateQuality(source.Bytes()) : null,
            Opaque = opaque,
        };
    }

    public void Attach(VipsImage image, ImageMetadata metadata, bool strip)
    {
        if (metadata.IccProfile is { } profile && HoldsProfile)
            image.SetBlob("icc-profile-data", profile);
        if (strip)
            return;
        // The EXIF block of JPEG is written afterwards: libvips would change it.
        if (metadata.Exif is { } exif && Name != "JPEG")
            image.SetBlob("exif-data", [.. JpegSegments.ExifPrefix, .. exif]);
        if (metadata.Xmp is { } xmp)
            image.SetBlob("xmp-data", xmp);
        foreach (OpaqueBlock block in metadata.Opaque)
            if (block.Codec == "libvips")
                image.SetBlob(block.Name, block.Data);
    }

    public static IEnumerable<(string Name, string Value)> Header(Raster raster, bool strip)
    {
        bool gray = raster.Channels <= 2;
        yield return (
            "interpretation",
            raster.Depth switch
            {
                SampleDepth.UInt8 => gray ? "b-w" : "srgb",
                SampleDepth.UInt16 => gray ? "grey16" : "rgb16",
                _ => gray ? "b-w" : "scrgb",
            }
        );
        if (strip || raster.Metadata.Resolution is not { } resolution)
            yield break;
        yield return ("xres", (resolution.X / 1000).ToString("R", CultureInfo.InvariantCulture));
        yield return ("yres", (resolution.Y / 1000).ToString("R", CultureInfo.InvariantCulture));
    }

    public IEnumerable<(string Name, string Value)> SaverOptions(Raster raster, SaveOptions options)
    {
        int quality = Math.Clamp(options.Quality ?? raster.Metadata.JpegQuality ?? DefaultQuality, 1, 100);
        string q = quality.ToString(CultureInfo.InvariantCulture);
        return Name switch
        {
            "JPEG" => [("Q", q), ("optimize-coding", "true")],
            "WebP" => quality == 100 ? [("lossless", "true")] : [("Q", q)],
            "TIFF" =>
            [
                ("compression", "deflate"),
                ("predictor", raster.Depth == SampleDepth.Float32 ? "float" : "horizontal"),
                ("bigtiff", IsHuge(raster) ? "true" : "false"),
            ],
            _ => [],
        };
    }

    /// <summary>Copies the file written by libvips to the output, with the original EXIF block byte for byte where possible.</summary>
    public IReadOnlyList<string> Finish(string path, Stream output, ImageMetadata metadata, bool strip)
    {
        byte[]? exif = strip ? null : metadata.Exif;
        if (Name == "JPEG")
        {
            bool kept = JpegSegments.CopyWithExif(File.ReadAllBytes(path), exif, output);
            return kept ? [] : ["The EXIF block is larger than JPEG holds and was left out."];
        }

        using (FileStream file = File.OpenRead(path))
            file.CopyTo(output);
        return exif is null || Name == "WebP" ? [] : [$"EXIF cannot be written to {Name} files here and was left out."];
    }

    /// <summary>Divides by alpha if the format premultiplies.</summary>
    public void Straighten(Raster raster)
    {
        if (!Premultiplied || !raster.HasAlpha || raster.Depth != SampleDepth.Float32)
            return;
        Span<float> samples = raster.Floats;
        for (int i = raster.Channels - 1; i < samples.Length; i += raster.Channels)
        for (int c = 1; c < raster.Channels; c++)
            samples[i - c] = samples[i] > 0 ? samples[i - c] / samples[i] : 0;
    }

    // Classic TIFF counts bytes in 32 bits.
    private static bool IsHuge(Raster raster) =>
        (long)raster.Shape.Count
            * raster.Channels
            * (
                raster.Depth switch
                {
                    SampleDepth.UInt8 => 1,
                    SampleDepth.UInt16 => 2,
                    _ => 4,
                }
            )
        > 2_000_000_000;
}
