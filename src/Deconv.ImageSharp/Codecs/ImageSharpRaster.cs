using Deconv.ImageSharp.Pixels;
using Deconv.Imaging.Codecs;
using Deconv.Imaging.Codecs.Jpeg;
using Deconv.Imaging.Codecs.Webp;
using Deconv.Imaging.Color;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Advanced;
using SixLabors.ImageSharp.Formats.Bmp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;
using SixLabors.ImageSharp.Metadata.Profiles.Icc;
using SixLabors.ImageSharp.Metadata.Profiles.Xmp;
using SixLabors.ImageSharp.PixelFormats;
using ImageMetadata = Deconv.Imaging.ImageMetadata;

namespace Deconv.ImageSharp.Codecs;

/// <summary>Converts between images of ImageSharp and the rasters of codecs, including metadata.</summary>
internal static class ImageSharpRaster
{
    /// <summary>The first frame, without alpha if it is fully opaque.</summary>
    public static Raster From(Image image, ImageSharpFormat format, byte[] file)
    {
        Raster all = image is Image<La16> gray ? Read(gray) : Read((Image<Rgba32>)image);
        ImageMetadata metadata = Metadata(image, format, file);
        int channels = IsOpaque(all, format) ? all.Channels - 1 : all.Channels;
        var raster = new Raster(all.Shape, channels, all.Depth)
        {
            Metadata = metadata,
            Transfer = metadata.IccProfile is { } profile ? IccCurve.Find(profile) : null,
            Warnings = [.. format.Warnings(file)],
        };
        for (int i = 0, p = 0; p < raster.Bytes.Length; i += all.Channels, p += channels)
            all.Bytes.Slice(i, channels).CopyTo(raster.Bytes[p..]);
        return raster;
    }

    /// <summary>Converts a raster of 8 bits to an image.</summary>
    public static Image ToImage(Raster raster, ImageSharpFormat format, bool strip)
    {
        Image image = raster.Channels switch
        {
            1 => Write<L8>(raster),
            2 => Write<La16>(raster),
            3 => Write<Rgb24>(raster),
            _ => Write<Rgba32>(raster),
        };
        ImageMetadata from = raster.Metadata;
        if (from.IccProfile is { } profile && format.HoldsProfile)
            image.Metadata.IccProfile = new IccProfile(profile);
        PrintSizes.Set(image.Metadata, strip ? null : from.Resolution);
        if (strip)
            return image;
        if (from.Exif is { } exif && format.Holds.HasFlag(Held.Exif) && format.Decoder is not JpegDecoder)
            image.Metadata.ExifProfile = new ExifProfile(exif);
        if (from.Xmp is { } xmp)
            image.Metadata.XmpProfile = new XmpProfile(xmp);

        return image;
    }

    private static Raster Read<TPixel>(Image<TPixel> image)
        where TPixel : unmanaged, IPixel<TPixel> => FrameRaster.Read(image.GetConfiguration(), image.Frames.RootFrame, image.Bounds());

    private static Image<TPixel> Write<TPixel>(Raster raster)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        var image = new Image<TPixel>(raster.Shape.Width, raster.Shape.Height);
        FrameRaster.Write(image.GetConfiguration(), raster, image.Frames.RootFrame);
        return image;
    }

    /// <summary>WebP and EXIF are read here, byte for byte.</summary>
    private static ImageMetadata Metadata(Image image, ImageSharpFormat format, byte[] file)
    {
        SixLabors.ImageSharp.Metadata.ImageMetadata from = image.Metadata;
        var metadata = new ImageMetadata
        {
            IccProfile = NotEmpty(from.IccProfile?.ToByteArray()),
            Xmp = NotEmpty(from.XmpProfile?.ToByteArray()),
            Iptc = NotEmpty(from.IptcProfile?.Data),
            Resolution = format.PrintSize(file, image),
        };
        // ImageSharp reads one byte too many of WebP chunks with an odd length.
        return format.Decoder switch
        {
            JpegDecoder => metadata with
            {
                Exif = JpegSegments.Exif(file),
                Text = JpegComments.Of(file),
                JpegQuality = JpegSegments.EstimateQuality(file),
            },
            WebpDecoder when WebpChunks.Of(file) is { } chunks => metadata with
            {
                IccProfile = NotEmpty(chunks.IccProfile),
                Exif = NotEmpty(chunks.Exif),
                Xmp = NotEmpty(chunks.Xmp),
            },
            _ => metadata,
        };
    }

    private static byte[]? NotEmpty(byte[]? data) => data is { Length: > 0 } ? data : null;

    /// <summary>Opaque everywhere, or transparent everywhere in BMP, where programs without alpha support usually leave the fourth byte 0.</summary>
    private static bool IsOpaque(Raster raster, ImageSharpFormat format) =>
        HasAlphaOnly(raster, byte.MaxValue) || (format.Decoder is BmpDecoder && HasAlphaOnly(raster, 0));

    private static bool HasAlphaOnly(Raster raster, byte value)
    {
        for (int i = raster.Channels - 1; i < raster.Bytes.Length; i += raster.Channels)
            if (raster.Bytes[i] != value)
                return false;
        return true;
    }
}
