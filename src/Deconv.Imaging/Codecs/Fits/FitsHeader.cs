using System.Globalization;
using System.Text;

namespace Deconv.Imaging.Codecs.Fits;

/// <summary>The header of one unit of a FITS file: cards of 80 characters, "KEYWORD = value / comment" (FITS standard 4.0, section 4).</summary>
/// <param name="cards">The cards without END, in file order.</param>
internal sealed class FitsHeader(IReadOnlyList<string> cards)
{
    public const int CardLength = 80,
        BlockLength = 2880;

    private const int KeywordLength = 8;

    /// <summary>The cards without END.</summary>
    public IReadOnlyList<string> Cards { get; } = cards;

    /// <summary>Reads cards up to END, and to the end of their block.</summary>
    /// <exception cref="InvalidDataException">No header.</exception>
    /// <exception cref="EndOfStreamException">END is missing.</exception>
    public static FitsHeader Read(Stream file)
    {
        var cards = new List<string>();
        var block = new byte[BlockLength];
        while (true)
        {
            file.ReadExactly(block);
            if (block.AsSpan().ContainsAnyExceptInRange((byte)0, (byte)127))
                throw new InvalidDataException("its header holds bytes that are no ASCII");
            for (int at = 0; at < BlockLength; at += CardLength)
            {
                string card = Encoding.ASCII.GetString(block, at, CardLength);
                if (Keyword(card) == "END")
                    return new FitsHeader(cards);
                cards.Add(card);
            }
        }
    }

    /// <summary>The keyword of a card.</summary>
    public static string Keyword(string card) => card[..KeywordLength].TrimEnd();

    /// <summary>A card with a value, 80 characters long.</summary>
    public static string Card(string keyword, string value) => $"{keyword, -KeywordLength}= {value, 20}".PadRight(CardLength);

    /// <summary>A whole number; null if there is no such card.</summary>
    public long? Number(string keyword) =>
        Value(keyword) is { } text && long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out long value) ? value : null;

    /// <summary>A number; null if there is no such card.</summary>
    public double? Real(string keyword) => Value(keyword) is { } text ? ParseReal(text) : null;

    /// <summary>The text before a comment, without quotes; null if there is no such card.</summary>
    public string? Value(string keyword)
    {
        string? card = Cards.FirstOrDefault(c => Keyword(c) == keyword && c[KeywordLength] == '=');
        return card is null ? null : ValueOf(card);
    }

    /// <summary>The value of a card as text, without quotes and comment.</summary>
    public static string ValueOf(string card)
    {
        string rest = card[(KeywordLength + 1)..].Trim();
        if (!rest.StartsWith('\''))
            return rest.Split('/')[0].Trim();
        int end = rest.IndexOf('\'', 1);
        return end < 0 ? rest[1..].TrimEnd() : rest[1..end].TrimEnd();
    }

    /// <summary>A number, also with the D exponent of Fortran; null if it is none.</summary>
    public static double? ParseReal(string text) =>
        double.TryParse(text.Replace('D', 'E'), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;
}
