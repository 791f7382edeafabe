using System.Globalization;
using Deconv.Imaging.Codecs.Exif;

namespace Deconv.Imaging.Codecs.Tiff;

/// <summary>What of an EXIF block a TIFF file has no place for: its first directory becomes fields of the file.</summary>
internal static class TiffLost
{
    /// <summary>Sentences that name it; none if there is nothing.</summary>
    public static IEnumerable<string> Of(byte[] exif)
    {
        IReadOnlyList<TiffField> fields = TiffBlock.Fields(exif);
        if (fields.Count == 0)
        {
            yield return "The EXIF block is damaged and was left out.";
            yield break;
        }

        int[] others = [.. fields.Select(f => f.Tag).Where(t => !TiffTags.IsCarried(t))];
        if (others.Length > 0)
        {
            string tags = string.Join(", ", others.Select(t => t.ToString(CultureInfo.InvariantCulture)));
            yield return $"The EXIF fields {tags} are left out of TIFF.";
        }

        if (ExifDirectory.TryFirst(exif, out ExifDirectory first) && first.TryNext(out _))
            yield return "The thumbnail of the EXIF block is left out of TIFF.";
    }
}
