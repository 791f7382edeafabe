using Deconv.Imaging.Codecs;

namespace Deconv.ImageSharp.Codecs;

/// <summary>The kinds of JPEG, and which of them ImageSharp decodes correctly.</summary>
internal static class JpegKinds
{
    /// <summary>Whether a file is gray.</summary>
    public static bool IsGray(byte[] file) => JpegHeader.Read(file).Components.Count == 1;

    /// <summary>Throws for files that ImageSharp silently decodes to wrong pixels.</summary>
    public static void Refuse(ImageSource source, byte[] file)
    {
        const string Next = "Read it through libvips, or convert it to PNG";
        JpegHeader header = JpegHeader.Read(file);
        if (header.Components.Count == 4)
            throw source.Bad("is a CMYK JPEG, whose colors ImageSharp gets wrong", "Read it through libvips, or convert it to RGB");
        if (header.Precision == 12)
            throw source.Bad("is a JPEG of 12 bits, of which ImageSharp keeps 8", Next);
        if (header.Components.Any(c => c.Width < 1 || c.Height < 1))
            throw source.Bad("is damaged: a channel has no size", "Copy it again from where it came from");
        if (!DividesEvenly(header))
            throw source.Bad("is a JPEG whose channels are not integer fractions of the largest, which ImageSharp misplaces", Next);
        if (!IsColorKnown(header))
            throw source.Bad("is a JPEG that does not say whether it is RGB or YCbCr, and ImageSharp guesses differently from most programs", Next);
    }

    /// <summary>Warnings about properties that are not preserved.</summary>
    public static IEnumerable<string> Warnings(byte[] file)
    {
        if (JpegHeader.Read(file).Density is { Unit: 0 } ratio && ratio.X != ratio.Y)
            yield return $"The file says that its pixels are not square ({ratio.X}:{ratio.Y}), which is not preserved.";
    }

    /// <summary>ImageSharp divides the largest channel by every other, and rounds down.</summary>
    private static bool DividesEvenly(JpegHeader header)
    {
        if (header.Components.Count == 0)
            return true;
        int width = header.Components.Max(c => c.Width),
            height = header.Components.Max(c => c.Height);
        return header.Components.All(c => width % c.Width == 0 && height % c.Height == 0);
    }

    /// <summary>Without a marker, the component identifiers define the color space.</summary>
    private static bool IsColorKnown(JpegHeader header) =>
        header.SaysColor
        || header.Components is not [var first, var second, var third]
        || (first.Id, second.Id, third.Id) is (1, 2, 3) or ('R', 'G', 'B');
}
