using Deconv.Imaging.Codecs.Webp;
using NetVips;

namespace Deconv.Imaging.Codecs.Vips;

/// <summary>Options and metadata of WebP. The metadata chunks are ours: libvips would change EXIF.</summary>
internal static class VipsWebp
{
    public static ImageMetadata Metadata(Image image, byte[] file)
    {
        WebpChunks chunks = WebpChunks.Of(file);
        return new()
        {
            IccProfile = chunks.IccProfile,
            Exif = chunks.Exif,
            Xmp = chunks.Xmp,
            IsLossless = chunks.IsLossless,
        };
    }

    /// <summary>Lossless with quality 100, or when the input was lossless and no quality is given.</summary>
    public static VOption Options(Raster raster, SaveOptions options)
    {
        int quality = VipsSaver.Quality(raster, options);
        bool lossless = quality == 100 || (options.Quality is null && raster.Metadata.IsLossless);
        return lossless ? new VOption { { "lossless", true } } : new VOption { { "Q", quality } };
    }

    public static IReadOnlyList<string> Finish(byte[] file, Raster raster, bool strip, Stream output)
    {
        ImageMetadata metadata = raster.Metadata;
        WebpChunks
            .Of(file)
            .With(metadata.IccProfile, strip ? null : metadata.Exif, strip ? null : metadata.Xmp)
            .Write(raster.Shape, raster.HasAlpha, output);
        return LeftOut.Of(metadata, strip, "WebP", Held.Exif | Held.Xmp);
    }
}
