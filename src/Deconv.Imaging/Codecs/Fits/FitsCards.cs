using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Deconv.Imaging.Codecs.Fits;

/// <summary>The cards that travel from the input to the result: all that do not describe how the samples are stored.</summary>
internal static partial class FitsCards
{
    /// <summary>Name of the block that holds the cards.</summary>
    public const string BlockName = "Cards",
        CodecName = "FITS";

    /// <summary>The cards of an image as a block of metadata.</summary>
    public static OpaqueBlock Keep(IEnumerable<string> cards) =>
        new(CodecName, BlockName, Encoding.ASCII.GetBytes(string.Concat(cards.Where(c => !IsStructural(FitsHeader.Keyword(c))))));

    /// <summary>The cards of the input; none if it was no FITS file.</summary>
    public static IEnumerable<string> Kept(ImageMetadata metadata) =>
        metadata.Opaque.FirstOrDefault(b => b.Codec == CodecName && b.Name == BlockName) is { } block ? Split(block.Data) : [];

    /// <summary>Metadata whose coordinates (CRPIX, and LTV of IRAF) are those of a part of the image.</summary>
    public static ImageMetadata Cropped(ImageMetadata metadata, int top, int left)
    {
        OpaqueBlock Shift(OpaqueBlock block) =>
            block.Codec == CodecName && block.Name == BlockName
                ? block with
                {
                    Data = Encoding.ASCII.GetBytes(string.Concat(Split(block.Data).Select(c => Shifted(c, top, left)))),
                }
                : block;
        return (top, left) == (0, 0) ? metadata : metadata with { Opaque = [.. metadata.Opaque.Select(Shift)] };
    }

    private static IEnumerable<string> Split(byte[] data)
    {
        for (int at = 0; at + FitsHeader.CardLength <= data.Length; at += FitsHeader.CardLength)
            yield return Encoding.ASCII.GetString(data, at, FitsHeader.CardLength);
    }

    // Axis 1 runs along a row. With several coordinate systems, a letter follows the number of the axis.
    private static string Shifted(string card, int top, int left)
    {
        Match match = Origin().Match(FitsHeader.Keyword(card));
        if (!match.Success || FitsHeader.ParseReal(FitsHeader.ValueOf(card)) is not { } pixel)
            return card;
        double moved = pixel - (match.Groups[1].Value == "1" ? left : top);
        string shifted = FitsHeader.Card(match.Value, moved.ToString("0.0###############", CultureInfo.InvariantCulture));
        int comment = card.IndexOf(" /", StringComparison.Ordinal);
        string whole = comment < 0 ? shifted : $"{shifted.TrimEnd()}{card[comment..].TrimEnd()}".PadRight(FitsHeader.CardLength);
        return whole[..FitsHeader.CardLength];
    }

    private static bool IsStructural(string keyword) => Structural().IsMatch(keyword);

    [GeneratedRegex("^(?:CRPIX|LTV)([12])[A-Z]?$")]
    private static partial Regex Origin();

    // Limits and checksums of the samples are those of the input.
    [GeneratedRegex(
        "^(SIMPLE|XTENSION|BITPIX|NAXIS[0-9]*|EXTEND|PCOUNT|GCOUNT|GROUPS|INHERIT|BSCALE|BZERO|BLANK|DATAMIN|DATAMAX|CHECKSUM|DATASUM|END|)$"
    )]
    private static partial Regex Structural();
}
