using Deconv.Imaging.Codecs.Jpeg;
using Deconv.Imaging.Codecs.Tiff;
using NetVips;

namespace Deconv.Imaging.Codecs.Vips;

/// <summary>Options and metadata of JPEG. libvips carries profile, XMP and IPTC; EXIF and resolution, which it would change, are ours.</summary>
internal static class VipsJpeg
{
    private const string Profile = "icc-profile-data",
        XmpPacket = "xmp-data",
        Photoshop = "iptc-data";

    public static ImageMetadata Metadata(Image image, byte[] file) =>
        VipsMetadata.Read(image) with
        {
            Exif = JpegSegments.Exif(file),
            Resolution = JfifDensity.Of(file) ?? (JpegSegments.Exif(file) is { } exif ? TiffMetadata.ResolutionOf(TiffBlock.Fields(exif)) : null),
            Iptc = VipsMetadata.Block(image, Photoshop) is { } resources ? PhotoshopResources.Iptc(resources) : null,
            JpegQuality = JpegSegments.EstimateQuality(file),
            ChromaSubsampled = JpegSampling.IsSubsampled(file),
        };

    public static VOption Options(Raster raster, SaveOptions options)
    {
        var result = new VOption { { "Q", VipsSaver.Quality(raster, options) }, { "optimize_coding", true } };
        if (raster.Metadata.ChromaSubsampled is { } subsampled)
            result.Add("subsample_mode", subsampled ? Enums.ForeignSubsample.On : Enums.ForeignSubsample.Off);
        return result;
    }

    public static IEnumerable<(string Name, byte[] Data)> Attached(ImageMetadata metadata, bool strip)
    {
        if (metadata.IccProfile is { } profile)
            yield return (Profile, profile);
        if (strip)
            yield break;
        if (metadata.Xmp is { } xmp)
            yield return (XmpPacket, xmp);
        if (metadata.Iptc is { } iptc)
            yield return (Photoshop, PhotoshopResources.Of(iptc));
    }

    public static IReadOnlyList<string> Finish(byte[] file, Raster raster, bool strip, Stream output)
    {
        byte[] whole = JfifDensity.With(file, strip ? null : raster.Metadata.Resolution);
        bool fits = JpegSegments.CopyWithExif(whole, strip ? null : raster.Metadata.Exif, output);
        IReadOnlyList<string> lost = LeftOut.Of(raster.Metadata, strip, "JPEG", Held.Exif | Held.Xmp | Held.Iptc | Held.Resolution);
        return fits ? lost : [.. lost, "The EXIF block is larger than JPEG holds and was left out."];
    }
}
