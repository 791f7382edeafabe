using System.Buffers.Binary;
using System.Text;

namespace Deconv.Imaging.Codecs.Jpeg;

/// <summary>The comment segments of a JPEG file, as text with the keyword that PNG has for comments.</summary>
internal static class JpegComments
{
    /// <summary>The keyword.</summary>
    public const string Keyword = "Comment";

    private const byte Comment = 0xFE;

    private const int MaxLength = ushort.MaxValue - 2;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The comments of a file, in its order.</summary>
    public static List<KeyValuePair<string, string>> Of(ReadOnlySpan<byte> jpeg)
    {
        var comments = new List<KeyValuePair<string, string>>();
        for (int at = 2; JpegSegments.Next(jpeg, ref at, out byte marker, out ReadOnlySpan<byte> data); )
            if (marker == Comment && data.TrimEnd((byte)0) is { Length: > 0 } text)
                comments.Add(new(Keyword, Decode(text)));
        return comments;
    }

    /// <summary>Whether an entry can be a comment segment.</summary>
    public static bool Holds(KeyValuePair<string, string> entry) => entry.Key == Keyword && Utf8.GetByteCount(entry.Value) is > 0 and <= MaxLength;

    /// <summary>The segments for the entries that can be comments.</summary>
    public static byte[] Segments(IEnumerable<KeyValuePair<string, string>> text)
    {
        using var segments = new MemoryStream();
        Span<byte> start = [0xFF, Comment, 0, 0];
        foreach (KeyValuePair<string, string> entry in text.Where(Holds))
        {
            byte[] data = Utf8.GetBytes(entry.Value);
            BinaryPrimitives.WriteUInt16BigEndian(start[2..], (ushort)(data.Length + 2));
            segments.Write(start);
            segments.Write(data);
        }

        return segments.ToArray();
    }

    // The standard names no encoding.
    private static string Decode(ReadOnlySpan<byte> text)
    {
        try
        {
            return Utf8.GetString(text);
        }
        catch (ArgumentException)
        {
            return Encoding.Latin1.GetString(text);
        }
    }
}
