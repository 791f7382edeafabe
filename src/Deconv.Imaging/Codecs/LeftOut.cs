using Deconv.Imaging.Codecs.Png;

namespace Deconv.Imaging.Codecs;

/// <summary>Kinds of metadata that a format holds.</summary>
[Flags]
internal enum Held
{
    None = 0,
    Exif = 1,
    Xmp = 2,
    Iptc = 4,
    Resolution = 8,
    FitsHeader = 16,
    Text = 32,
    Primaries = 64,
}

/// <summary>Names the metadata that a format does not hold.</summary>
internal static class LeftOut
{
    /// <summary>One sentence, or none if nothing is lost.</summary>
    /// <param name="metadata">What the photograph has.</param>
    /// <param name="strip">True if metadata is to be left out anyway.</param>
    /// <param name="format">Name of the format.</param>
    /// <param name="held">What it holds.</param>
    public static IReadOnlyList<string> Of(ImageMetadata metadata, bool strip, string format, Held held)
    {
        if (strip)
            return [];
        var lost = new List<string>();
        void Check(bool present, Held kind, string name)
        {
            if (present && !held.HasFlag(kind))
                lost.Add(name);
        }

        Check(metadata.Exif is not null, Held.Exif, "EXIF");
        Check(metadata.Xmp is not null, Held.Xmp, "XMP");
        Check(metadata.Iptc is not null, Held.Iptc, "IPTC");
        Check(metadata.Resolution is not null, Held.Resolution, "the resolution");
        Check(metadata.Text.Count > 0, Held.Text, "text");
        Check(metadata.Opaque.Any(b => b.Codec == "FITS"), Held.FitsHeader, "the FITS header");
        Check(PngMetadata.StatesPrimaries(metadata), Held.Primaries, "the primaries of the colors");
        return lost.Count == 0 ? [] : [$"{format} does not hold {string.Join(", ", lost)}: left out."];
    }
}
