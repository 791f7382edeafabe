using System.Globalization;
using System.Text;

namespace Deconv.Imaging.Codecs.Netpbm;

/// <summary>Reads the header tokens of Netpbm and PFM files: separated by white space; '#' starts a comment until the end of the line.</summary>
internal sealed class HeaderReader(byte[] file, ImageSource source, bool comments)
{
    /// <summary>Index of the next byte.</summary>
    public int Position { get; private set; }

    /// <summary>The next token; consumes exactly one byte of white space after it.</summary>
    public string Word()
    {
        while (Position < file.Length && (IsSpace(file[Position]) || (comments && file[Position] == '#')))
        {
            if (file[Position] == '#')
                while (Position < file.Length && file[Position] != '\n')
                    Position++;
            else
                Position++;
        }

        int start = Position;
        while (Position < file.Length && !IsSpace(file[Position]))
            Position++;
        if (Position == start)
            throw source.Bad("ends early: only part of its header is there", "Copy it again");
        string word = Encoding.ASCII.GetString(file, start, Math.Min(Position - start, 40));
        if (Position < file.Length)
            Position++;
        return word;
    }

    /// <summary>The next token as a whole number of at least 0.</summary>
    public long Number(string what)
    {
        string word = Word();
        return long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out long value)
            ? value
            : throw source.Bad($"has the {what} '{word}' in its header, which is not a whole number", "The file is damaged: get a new copy");
    }

    /// <summary>The next run of digits, for images in text form; bitmap digits '0' and '1' need no separator.</summary>
    public int Sample(bool bit)
    {
        while (Position < file.Length && (IsSpace(file[Position]) || file[Position] == '#'))
        {
            if (file[Position] == '#')
                while (Position < file.Length && file[Position] != '\n')
                    Position++;
            else
                Position++;
        }

        int value = 0,
            digits = 0;
        for (; Position < file.Length && char.IsAsciiDigit((char)file[Position]) && digits < (bit ? 1 : 6); Position++, digits++)
            value = (10 * value) + file[Position] - '0';
        if (digits > 0)
            return value;
        throw Position >= file.Length
            ? source.Bad("ends early: pixels are missing", "Copy it again")
            : source.Bad($"is damaged at byte {Position}: a number should stand there", "Get a new copy");
    }

    private static bool IsSpace(byte b) => b is (byte)' ' or (>= 9 and <= 13);
}
