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

    // A segment has 65,533 bytes, and the name of its content takes some of them.
    private const int MaxBlock = 65_450;

    private const Held Holds = Held.Exif | Held.Xmp | Held.Iptc | Held.Resolution;

    public static ImageMetadata Metadata(Image image, byte[] file) =>
        VipsMetadata.Read(image) with
        {
            Exif = JpegSegments.Exif(file),
            Resolution = JfifDensity.Of(file) ?? (JpegSegments.Exif(file) is { } exif ? TiffMetadata.ResolutionOf(TiffBlock.Fields(exif)) : null),
            Iptc = VipsMetadata.Block(image, Photoshop) is { } resources ? PhotoshopResources.Iptc(resources) : null,
            Text = JpegComments.Of(file),
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
        if (metadata.Xmp is { Length: <= MaxBlock } xmp)
            yield return (XmpPacket, xmp);
        if (metadata.Iptc is { Length: <= MaxBlock } iptc)
            yield return (Photoshop, PhotoshopResources.Of(iptc));
    }

    public static IReadOnlyList<string> Finish(byte[] file, Raster raster, bool strip, Stream output)
    {
        byte[] whole = JfifDensity.With(file, strip ? null : raster.Metadata.Resolution);
        ImageMetadata metadata = raster.Metadata;
        byte[] comments = strip ? [] : JpegComments.Segments(metadata.Text);
        bool fits = JpegSegments.Copy(whole, strip ? null : metadata.Exif, comments, output);
        List<string> notes = [.. LeftOut.Of(metadata with { Text = [.. metadata.Text.Where(t => !JpegComments.Holds(t))] }, strip, "JPEG", Holds)];
        void Check(bool isTooLarge, string name)
        {
            if (isTooLarge)
                notes.Add($"{name} is larger than JPEG holds and was left out.");
        }

        Check(!fits, "The EXIF block");
        Check(!strip && metadata.Xmp is { Length: > MaxBlock }, "The XMP packet");
        Check(!strip && metadata.Iptc is { Length: > MaxBlock }, "The IPTC block");
        return notes;
    }
}
