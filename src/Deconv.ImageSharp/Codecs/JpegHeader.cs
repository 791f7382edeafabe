using System.Buffers.Binary;

namespace Deconv.ImageSharp.Codecs;

/// <summary>The header of a JPEG file. ImageSharp 2 reports less of it, and some of it incorrectly.</summary>
internal sealed class JpegHeader
{
    private const byte StartOfScan = 0xDA,
        EndOfImage = 0xD9,
        App0 = 0xE0,
        App14 = 0xEE;

    private JpegHeader() { }

    /// <summary>Bits of a sample.</summary>
    public int Precision { get; private set; }

    /// <summary>1 gray, 3 color, 4 inks.</summary>
    public IReadOnlyList<Component> Components { get; private set; } = [];

    /// <summary>The density of JFIF: 0 a ratio, 1 dots per inch, 2 dots per centimeter. Null without JFIF, and where it is 0.</summary>
    public (int Unit, int X, int Y)? Density { get; private set; }

    /// <summary>Whether a JFIF or Adobe marker defines the color space.</summary>
    public bool SaysColor { get; private set; }

    /// <summary>Reads everything before the first scan; what is missing in damaged files stays empty.</summary>
    public static JpegHeader Read(ReadOnlySpan<byte> file)
    {
        var header = new JpegHeader();
        int at = 2;
        while (at + 4 <= file.Length && file[at] == 0xFF)
        {
            byte marker = file[at + 1];
            if (marker == 0xFF)
            {
                at++; // fill byte
                continue;
            }

            int length = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            if (marker is StartOfScan or EndOfImage || length < 2 || at + 2 + length > file.Length)
                break;
            header.Take(marker, file.Slice(at + 4, length - 2));
            at += 2 + length;
        }

        return header;
    }

    private void Take(byte marker, ReadOnlySpan<byte> data)
    {
        switch (marker)
        {
            case App0 when data.Length >= 12 && data.StartsWith("JFIF\0"u8):
                SaysColor = true;
                int x = BinaryPrimitives.ReadUInt16BigEndian(data[8..]),
                    y = BinaryPrimitives.ReadUInt16BigEndian(data[10..]);
                if (x > 0 && y > 0)
                    Density ??= (data[7], x, y);
                break;
            case App14 when data.Length >= 12 && data.StartsWith("Adobe"u8):
                SaysColor = true;
                break;
            case >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC) when data.Length >= 6 && Components.Count == 0:
                Precision = data[0];
                var components = new List<Component>();
                for (int i = 6; i + 3 <= data.Length && components.Count < data[5]; i += 3)
                    components.Add(new(data[i], data[i + 1] >> 4, data[i + 1] & 15));
                Components = components;
                break;
        }
    }

    /// <summary>A channel of the file.</summary>
    /// <param name="Id">Component identifier.</param>
    /// <param name="Width">Horizontal sampling factor.</param>
    /// <param name="Height">Vertical sampling factor.</param>
    public readonly record struct Component(int Id, int Width, int Height);
}
