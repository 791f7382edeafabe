using System.Buffers.Binary;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace Deconv.Imaging.Codecs.Fits;

/// <summary>Writes FITS files of one image: color as three planes, words with a zero of 32768, the cards of the input behind the structure.</summary>
internal static partial class FitsWriter
{
    public static void Write(Raster raster, Stream output, bool strip)
    {
        WriteHeader(Cards(raster, strip), output);
        int bytes = raster.Depth switch
        {
            SampleDepth.UInt8 => 1,
            SampleDepth.UInt16 => 2,
            _ => 4,
        };
        var row = new byte[raster.Shape.Width * bytes];
        for (int plane = 0; plane < raster.Channels; plane++)
        for (int y = 0; y < raster.Shape.Height; y++)
        {
            Convert(raster, y, plane, row);
            output.Write(row);
        }

        Pad(output, (long)raster.Channels * raster.Shape.Height * row.Length, 0);
    }

    private static IEnumerable<string> Cards(Raster raster, bool strip)
    {
        static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
        bool color = raster.Channels > 1;
        yield return FitsHeader.Card("SIMPLE", "T");
        yield return FitsHeader.Card(
            "BITPIX",
            raster.Depth switch
            {
                SampleDepth.UInt8 => "8",
                SampleDepth.UInt16 => "16",
                _ => "-32",
            }
        );
        yield return FitsHeader.Card("NAXIS", color ? "3" : "2");
        yield return FitsHeader.Card("NAXIS1", Number(raster.Shape.Width));
        yield return FitsHeader.Card("NAXIS2", Number(raster.Shape.Height));
        if (color)
            yield return FitsHeader.Card("NAXIS3", Number(raster.Channels));
        if (raster.Depth == SampleDepth.UInt16)
        {
            yield return FitsHeader.Card("BZERO", Number(FitsSamples.WordZero));
            yield return FitsHeader.Card("BSCALE", "1");
        }

        if (strip)
            yield break;
        // Of the plane of a cube, the third axis is gone.
        foreach (string card in FitsCards.Kept(raster.Metadata))
            if (color || !ThirdAxis().IsMatch(FitsHeader.Keyword(card)))
                yield return card;
        string version = typeof(FitsWriter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
        yield return $"HISTORY Samples computed and written by Deconv {version.Split('+')[0]}".PadRight(FitsHeader.CardLength);
    }

    private static void WriteHeader(IEnumerable<string> cards, Stream output)
    {
        long length = 0;
        foreach (string card in cards.Append("END".PadRight(FitsHeader.CardLength)))
        {
            output.Write(Encoding.ASCII.GetBytes(card));
            length += FitsHeader.CardLength;
        }

        Pad(output, length, (byte)' ');
    }

    private static void Pad(Stream output, long length, byte with)
    {
        int missing = (int)((FitsHeader.BlockLength - (length % FitsHeader.BlockLength)) % FitsHeader.BlockLength);
        output.Write(Enumerable.Repeat(with, missing).ToArray());
    }

    private static void Convert(Raster raster, int y, int plane, byte[] row)
    {
        int at = (y * raster.Shape.Width * raster.Channels) + plane;
        for (int x = 0; x < raster.Shape.Width; x++, at += raster.Channels)
            switch (raster.Depth)
            {
                case SampleDepth.UInt8:
                    row[x] = raster.Bytes[at];
                    break;
                case SampleDepth.UInt16:
                    BinaryPrimitives.WriteInt16BigEndian(row.AsSpan(2 * x), (short)(raster.Words[at] - FitsSamples.WordZero));
                    break;
                default:
                    BinaryPrimitives.WriteSingleBigEndian(row.AsSpan(4 * x), raster.Floats[at]);
                    break;
            }
    }

    [GeneratedRegex("^(CTYPE|CRPIX|CRVAL|CDELT|CUNIT|CROTA|CNAME)[3-9][A-Z]?$|^(CD|PC)([0-9]_[3-9]|[3-9]_[0-9])[A-Z]?$")]
    private static partial Regex ThirdAxis();
}
