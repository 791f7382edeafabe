using Deconv.ImageSharp.Pixels;
using Deconv.Imaging;
using Deconv.Imaging.Codecs;
using Deconv.Imaging.Codecs.Jpeg;
using Deconv.Imaging.Color;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Tiff;
using SixLabors.ImageSharp.Formats.Tiff.Constants;
using SixLabors.ImageSharp.Metadata;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;
using SixLabors.ImageSharp.Metadata.Profiles.Icc;
using SixLabors.ImageSharp.Metadata.Profiles.Xmp;
using SixLabors.ImageSharp.PixelFormats;
using ImageMetadata = Deconv.Imaging.ImageMetadata;

namespace Deconv.ImageSharp.Codecs;

/// <summary>Between images of ImageSharp and the rasters of codecs, metadata included.</summary>
internal static class ImageSharpRaster
{
    private const double MetersPerInch = 0.0254;

    /// <summary>Whether a file is gray and has more than 8 bits.</summary>
    public static (bool Gray, bool Wide) KindOf(ImageInfo info, ImageSharpFormat format)
    {
        switch (format.Decoder)
        {
            case JpegDecoder:
                return (info.Metadata.GetJpegMetadata().ColorType == JpegEncodingColor.Luminance, false);
            case TiffDecoder when info.FrameMetadataCollection.Count > 0:
                TiffFrameMetadata frame = info.FrameMetadataCollection[0].GetTiffMetadata();
                bool gray = frame.PhotometricInterpretation is TiffPhotometricInterpretation.BlackIsZero or TiffPhotometricInterpretation.WhiteIsZero;
                return (gray, frame.BitsPerSample is { Channel0: > 8 });
            default:
                return (false, false);
        }
    }

    /// <summary>The first frame, its alpha left out where all of it is opaque.</summary>
    public static Raster From(Image image, ImageSharpFormat format, byte[] file, int frames)
    {
        Raster all = image switch
        {
            Image<La16> i => Read(i),
            Image<La32> i => Read(i),
            Image<Rgba64> i => Read(i),
            _ => Read((Image<Rgba32>)image),
        };
        ImageMetadata metadata = Metadata(image.Metadata, format, file);
        int channels = IsOpaque(all) ? all.Channels - 1 : all.Channels;
        var raster = new Raster(all.Shape, channels, all.Depth)
        {
            Metadata = metadata,
            Transfer = metadata.IccProfile is { } profile ? IccCurve.Find(profile) : null,
            Warnings = frames > 1 ? ["The file holds more than one picture: only the first was read."] : [],
        };
        if (all.Depth == SampleDepth.UInt8)
            CopyChannels<byte>(all.Bytes, all.Channels, raster.Bytes, channels);
        else
            CopyChannels<ushort>(all.Words, all.Channels, raster.Words, channels);
        return raster;
    }

    /// <summary>An image of a raster of 8 bits.</summary>
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
        if (strip)
            return image;
        if (from.Exif is { } exif && format is { HoldsExif: true, Decoder: not JpegDecoder })
            image.Metadata.ExifProfile = new ExifProfile(exif);
        if (from.Xmp is { } xmp)
            image.Metadata.XmpProfile = new XmpProfile(xmp);
        if (from.Resolution is { } resolution)
        {
            image.Metadata.ResolutionUnits = PixelResolutionUnit.PixelsPerInch;
            (image.Metadata.HorizontalResolution, image.Metadata.VerticalResolution) = (resolution.X * MetersPerInch, resolution.Y * MetersPerInch);
        }

        return image;
    }

    private static Raster Read<TPixel>(Image<TPixel> image)
        where TPixel : unmanaged, IPixel<TPixel> => FrameRaster.Read(image.Configuration, image.Frames.RootFrame, image.Bounds);

    private static Image<TPixel> Write<TPixel>(Raster raster)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        var image = new Image<TPixel>(raster.Shape.Width, raster.Shape.Height);
        FrameRaster.Write(image.Configuration, raster, image.Bounds, image.Frames.RootFrame, image.Bounds);
        return image;
    }

    private static ImageMetadata Metadata(SixLabors.ImageSharp.Metadata.ImageMetadata from, ImageSharpFormat format, byte[] file)
    {
        bool jpeg = format.Decoder is JpegDecoder;
        double perMeter = from.ResolutionUnits switch
        {
            PixelResolutionUnit.PixelsPerInch => 1 / MetersPerInch,
            PixelResolutionUnit.PixelsPerCentimeter => 100,
            PixelResolutionUnit.PixelsPerMeter => 1,
            _ => 0,
        };
        bool sized = format.HoldsResolution && perMeter > 0 && from.HorizontalResolution > 0 && from.VerticalResolution > 0;
        return new ImageMetadata
        {
            IccProfile = from.IccProfile?.ToByteArray() is { Length: > 0 } profile ? profile : null,
            Exif =
                jpeg ? JpegSegments.Exif(file)
                : format.HoldsExif ? from.ExifProfile?.ToByteArray()
                : null,
            Xmp = from.XmpProfile?.ToByteArray() is { Length: > 0 } xmp ? xmp : null,
            Resolution = sized ? new Resolution(from.HorizontalResolution * perMeter, from.VerticalResolution * perMeter) : null,
            JpegQuality = jpeg ? JpegSegments.EstimateQuality(file) : null,
        };
    }

    private static bool IsOpaque(Raster raster)
    {
        for (int i = raster.Channels - 1; i < raster.Shape.Count * raster.Channels; i += raster.Channels)
            if (raster.Depth == SampleDepth.UInt8 ? raster.Bytes[i] != byte.MaxValue : raster.Words[i] != ushort.MaxValue)
                return false;
        return true;
    }

    private static void CopyChannels<T>(ReadOnlySpan<T> from, int stride, Span<T> to, int channels)
    {
        for (int i = 0, p = 0; p < to.Length; i += stride, p += channels)
            from.Slice(i, channels).CopyTo(to[p..]);
    }
}
