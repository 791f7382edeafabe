using NetVips;

namespace Deconv.Imaging.Codecs.Vips;

/// <summary>The color spaces of libvips.</summary>
internal static class VipsColor
{
    /// <summary>The name of a color space that cannot be used; null for gray and RGB.</summary>
    public static string? Problem(Enums.Interpretation space) =>
        space switch
        {
            Enums.Interpretation.Multiband
            or Enums.Interpretation.Bw
            or Enums.Interpretation.Rgb
            or Enums.Interpretation.Srgb
            or Enums.Interpretation.Rgb16
            or Enums.Interpretation.Grey16
            or Enums.Interpretation.Scrgb => null,
            Enums.Interpretation.Cmyk => "CMYK",
            Enums.Interpretation.Lab or Enums.Interpretation.Labs => "CIE Lab",
            Enums.Interpretation.Xyz => "CIE XYZ",
            _ => "color",
        };

    /// <summary>CMYK converted to sRGB, through the profile of the file or else a general one; null for other images.</summary>
    public static Image? FromInks(Image image, List<string> warnings)
    {
        if (image.Interpretation != Enums.Interpretation.Cmyk)
            return null;
        bool own = image.Contains("icc-profile-data");
        Image converted = image.IccTransform(
            "srgb",
            pcs: Enums.PCS.Xyz,
            intent: Enums.Intent.Relative,
            blackPointCompensation: true,
            embedded: true,
            inputProfile: "cmyk"
        );
        warnings.Add($"CMYK was converted to sRGB through {(own ? "the profile of the file" : "a general profile, because the file has none")}.");
        return converted;
    }
}
