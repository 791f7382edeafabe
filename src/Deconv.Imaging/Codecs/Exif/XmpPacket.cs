using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Deconv.Imaging.Codecs.Exif;

/// <summary>What an XMP packet repeats of EXIF about the axes and the size of the pixels. All else stays byte for byte.</summary>
internal static partial class XmpPacket
{
    /// <summary>The packet for pixels that were turned upright.</summary>
    /// <param name="xmp">The packet; not changed.</param>
    /// <param name="shape">Of the turned pixels.</param>
    public static byte[] Turned(byte[] xmp, Shape shape) => Resized(Changed(xmp, text => Orientation().Replace(text, "${1}1")), shape);

    /// <summary>The packet for a part of the pixels: with their size, without thumbnails.</summary>
    /// <param name="xmp">The packet; not changed.</param>
    /// <param name="shape">Of the part.</param>
    public static byte[] Resized(byte[] xmp, Shape shape)
    {
        string width = "${1}" + shape.Width.ToString(CultureInfo.InvariantCulture),
            height = "${1}" + shape.Height.ToString(CultureInfo.InvariantCulture);
        return Changed(xmp, text => Thumbnails().Replace(Height().Replace(Width().Replace(text, width), height), ""));
    }

    // Latin-1 gives every byte a character of its own.
    private static byte[] Changed(byte[] xmp, Func<string, string> change) => Encoding.Latin1.GetBytes(change(Encoding.Latin1.GetString(xmp)));

    [GeneratedRegex("""(\btiff:Orientation(?:\s*=\s*["']|>\s*))[1-8]""")]
    private static partial Regex Orientation();

    [GeneratedRegex("""(\b(?:exif:PixelXDimension|tiff:ImageWidth)(?:\s*=\s*["']|>\s*))[0-9]+""")]
    private static partial Regex Width();

    [GeneratedRegex("""(\b(?:exif:PixelYDimension|tiff:ImageLength)(?:\s*=\s*["']|>\s*))[0-9]+""")]
    private static partial Regex Height();

    [GeneratedRegex("<(xmp|xap):Thumbnails>.*?</\\1:Thumbnails>", RegexOptions.Singleline)]
    private static partial Regex Thumbnails();
}
