using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Deconv.Imaging.Codecs.Netpbm;

/// <summary>
/// The Netpbm family, 8 and 16 bits: bitmaps, graymaps and pixmaps in text (P1 to P3) and bytes (P4 to P6), and PAM (P7) with alpha.
/// Samples with a maximum other than 255 or 65535 are scaled to the next larger of the two.
/// </summary>
public sealed class NetpbmCodec : IImageCodec
{
    private readonly bool _pam;

    private NetpbmCodec(bool pam) => _pam = pam;

    /// <summary>P1 to P6. Written as P5 or P6.</summary>
    public static NetpbmCodec Pnm { get; } = new(pam: false);

    /// <summary>P7, which holds alpha.</summary>
    public static NetpbmCodec Pam { get; } = new(pam: true);

    /// <inheritdoc/>
    public string Name => _pam ? "PAM" : "PNM";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions => _pam ? ["pam"] : ["ppm", "pgm", "pnm", "pbm"];

    /// <inheritdoc/>
    public IReadOnlyList<SampleDepth> Depths { get; } = [SampleDepth.UInt8, SampleDepth.UInt16];

    /// <inheritdoc/>
    public bool HoldsAlpha => _pam;

    /// <inheritdoc/>
    public bool HoldsProfile => false;

    /// <inheritdoc/>
    public bool Recognizes(ReadOnlySpan<byte> head) =>
        head.Length > 2
        && head[0] == 'P'
        && (_pam ? head[1] == '7' : head[1] is >= (byte)'1' and <= (byte)'6')
        && head[2] is (>= 9 and <= 13) or (byte)' ' or (byte)'#';

    /// <inheritdoc/>
    public Raster Read(ImageSource source, LoadOptions options)
    {
        ArgumentNullException.ThrowIfNull(source);
        byte[] file = source.Bytes();
        var header = new HeaderReader(file, source, comments: true);
        int kind = header.Word()[1] - '0';
        (long width, long height, long channels, long top) = _pam ? PamHeader(header, source) : PnmHeader(header, kind);
        if (top is < 1 or > 65535)
            throw source.Bad($"says its samples go up to {top}; 1 to 65535 is legal", "The file is damaged: get a new copy");
        if (channels is < 1 or > 4)
            throw source.Bad($"has {channels} channels; 1 to 4 can be read", "Convert it to gray or RGB, with or without alpha");
        Shape shape = source.CheckSize(height, width, (int)channels, options);
        int row = shape.Width * (int)channels;
        bool text = kind <= 3,
            bits = kind == 4;
        int sampleBytes = top > 255 ? 2 : 1;
        long rowBytes = bits ? (row + 7) / 8 : (long)row * sampleBytes;
        // In text, every sample takes at least one digit.
        long needed = text ? (long)row * shape.Height : rowBytes * shape.Height;
        if (needed > file.Length - header.Position)
            throw source.Bad($"ends early: {needed} bytes of pixels are announced, {file.Length - header.Position} are there", "Copy it again");

        var raster = new Raster(shape, (int)channels, sampleBytes == 2 ? SampleDepth.UInt16 : SampleDepth.UInt8);
        int position = header.Position;
        for (int y = 0, i = 0; y < shape.Height; y++)
        {
            ReadOnlySpan<byte> data = text ? default : file.AsSpan(position + (int)(y * rowBytes), (int)rowBytes);
            for (int x = 0; x < row; x++, i++)
            {
                int value =
                    text ? header.Sample(bit: kind == 1)
                    : bits ? (data[x >> 3] >> (7 - (x & 7))) & 1
                    : sampleBytes == 2 ? BinaryPrimitives.ReadUInt16BigEndian(data[(2 * x)..])
                    : data[x];
                if (value > top)
                    throw source.Bad($"holds a sample of {value} above its maximum of {top}", "The file is damaged: get a new copy");
                if (kind is 1 or 4)
                    value = 1 - value;
                if (sampleBytes == 2)
                    raster.Words[i] = (ushort)(((value * 65535L) + (top / 2)) / top);
                else
                    raster.Bytes[i] = (byte)(((value * 255) + (top / 2)) / top);
            }
        }

        return raster;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Write(Raster raster, Stream output, SaveOptions options)
    {
        ArgumentNullException.ThrowIfNull(raster);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(options);
        IReadOnlyList<string> lost = LeftOut.Of(raster.Metadata, options.StripMetadata, Name, Held.None);
        (int height, int width) = raster.Shape;
        int top = raster.Depth == SampleDepth.UInt16 ? 65535 : 255;
        string type = raster.Channels switch
        {
            1 => "GRAYSCALE",
            2 => "GRAYSCALE_ALPHA",
            3 => "RGB",
            _ => "RGB_ALPHA",
        };
        output.Write(
            Encoding.ASCII.GetBytes(
                _pam
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $"P7\nWIDTH {width}\nHEIGHT {height}\nDEPTH {raster.Channels}\nMAXVAL {top}\nTUPLTYPE {type}\nENDHDR\n"
                    )
                    : string.Create(CultureInfo.InvariantCulture, $"P{(raster.Channels == 3 ? 6 : 5)}\n{width} {height}\n{top}\n")
            )
        );
        if (raster.Depth == SampleDepth.UInt8)
        {
            output.Write(raster.Bytes);
            return lost;
        }

        var row = new ushort[width * raster.Channels];
        for (int y = 0; y < height; y++)
        {
            raster.Words.Slice(y * row.Length, row.Length).CopyTo(row);
            if (BitConverter.IsLittleEndian)
                BinaryPrimitives.ReverseEndianness(row, row);
            output.Write(MemoryMarshal.AsBytes(row.AsSpan()));
        }

        return lost;
    }

    private static (long Width, long Height, long Channels, long Top) PnmHeader(HeaderReader header, int kind)
    {
        long width = header.Number("width"),
            height = header.Number("height");
        return (width, height, kind is 3 or 6 ? 3 : 1, kind is 1 or 4 ? 1 : header.Number("maximum"));
    }

    private static (long Width, long Height, long Channels, long Top) PamHeader(HeaderReader header, ImageSource source)
    {
        long width = 0,
            height = 0,
            channels = 0,
            top = 0;
        while (true)
        {
            switch (header.Word())
            {
                case "WIDTH":
                    width = header.Number("width");
                    break;
                case "HEIGHT":
                    height = header.Number("height");
                    break;
                case "DEPTH":
                    channels = header.Number("depth");
                    break;
                case "MAXVAL":
                    top = header.Number("maximum");
                    break;
                case "TUPLTYPE":
                    header.Word();
                    break;
                case "ENDHDR":
                    return (width, height, channels, top);
                case { } other:
                    throw source.Bad($"has '{other}' in its header, which PAM does not know", "The file is damaged: get a new copy");
            }
        }
    }
}
