using Deconv.Imaging.Codecs;

namespace Deconv.ImageSharp.Codecs;

/// <summary>The kinds of TIFF, and which of them ImageSharp decodes correctly.</summary>
internal static class TiffKinds
{
    /// <summary>Whether a file is gray and has more than 8 bits.</summary>
    public static (bool Gray, bool Wide) Of(byte[] file)
    {
        TiffDirectory directory = TiffDirectory.Read(file);
        return (directory.Photometric is TiffDirectory.BlackIsZero or TiffDirectory.WhiteIsZero, directory.Bits > 8);
    }

    /// <summary>False when the directory or a strip ends beyond the file.</summary>
    public static bool IsComplete(byte[] file)
    {
        try
        {
            return TiffDirectory.Read(file).IsComplete;
        }
        catch (EndOfStreamException)
        {
            return false;
        }
    }

    /// <summary>Throws for files that ImageSharp silently decodes to wrong pixels.</summary>
    public static void Refuse(ImageSource source, byte[] file)
    {
        const string Next = "Read it through libvips, or convert it to PNG";
        TiffDirectory directory = TiffDirectory.Read(file);
        if (directory.IsFloat)
            throw source.Bad(
                "holds float samples, which ImageSharp would clip or take for integers",
                "Read it through libvips, or convert it to PFM"
            );
        if (directory.Bits > 16)
            throw source.Bad("holds samples of more than 16 bits, of which ImageSharp keeps 16 or fewer", Next);
        if (directory.Predictor == TiffDirectory.Differences && !UndoesDifferences(directory))
            throw source.Bad("stores differences of samples in a way that ImageSharp does not undo", Next);
        if (directory.Compression == TiffDirectory.Jpeg && !KnowsColor(directory))
            throw source.Bad("is compressed as JPEG in a way whose colors ImageSharp misinterprets", Next);
    }

    /// <summary>ImageSharp undoes the predictor for a few layouts and ignores it for all others.</summary>
    private static bool UndoesDifferences(TiffDirectory directory)
    {
        if (directory.Compression is not (TiffDirectory.Lzw or TiffDirectory.Deflate or TiffDirectory.OldDeflate))
            return true; // the predictor is not used with other compressions
        if (directory.IsPlanar)
            return false;
        return directory.Photometric switch
        {
            TiffDirectory.BlackIsZero or TiffDirectory.WhiteIsZero or TiffDirectory.Rgb => directory.Bits is 8 or 16,
            TiffDirectory.Palette => directory.Bits == 8,
            _ => false,
        };
    }

    /// <summary>
    /// ImageSharp decodes color correctly if the embedded JPEG is complete, which is YCbCr, and gray if its tables are stored separately.
    /// </summary>
    private static bool KnowsColor(TiffDirectory directory) =>
        directory.HasJpegTables
            ? directory.Photometric is TiffDirectory.BlackIsZero or TiffDirectory.WhiteIsZero
            : directory.Photometric == TiffDirectory.YCbCr;
}
