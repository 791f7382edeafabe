namespace Deconv.Imaging.Codecs.Tiff;

/// <summary>How the samples of a TIFF image are stored, and what they become.</summary>
internal sealed class TiffLayout
{
    private const int Unsigned = 1,
        Signed = 2,
        Float = 3,
        Untyped = 4;

    private const int WhiteIsZero = 0,
        Rgb = 2,
        Palette = 3,
        YCbCr = 6,
        Associated = 1,
        Jpeg = 7;

    private readonly ImageSource _source;

    /// <summary>Reads the layout and checks that it is one of those that can be used.</summary>
    /// <exception cref="ImageFormatException">It is not, or the image is too large.</exception>
    public TiffLayout(IReadOnlyList<TiffField> fields, ImageSource source, LoadOptions options, List<string> warnings)
    {
        long Number(int tag, long usual) => fields.FirstOrDefault(f => f.Tag == tag)?.Number() ?? usual;
        _source = source;
        Stored = (int)Number(TiffTags.SamplesPerPixel, 1);
        Bits = (int)Number(TiffTags.BitsPerSample, 1);
        Format = (int)Number(TiffTags.SampleFormat, Unsigned);
        Photometric = (int)Number(TiffTags.Photometric, Stored >= 3 ? Rgb : 1);
        IsTiled = fields.Any(f => f.Tag == TiffTags.TileOffsets);
        IsConvertedByJpeg = Number(TiffTags.Compression, 1) == Jpeg && Photometric == YCbCr;
        if (Format == Untyped)
            Format = Unsigned;
        CheckKind();
        int colors = Photometric is Rgb or Palette or YCbCr || Stored is 3 or 4 ? 3 : 1;
        int extra = Stored - (Photometric == Palette ? 1 : colors);
        if (extra < 0)
            throw source.Bad($"says it has {Stored} samples per pixel, too few for its colors", "The file is damaged: get a new copy");
        if (colors == 1 && extra > 1)
            throw source.Bad($"has {Stored} gray channels; 1, or 1 with alpha, can be used", "Extract the channel you need first");
        HasAlpha = extra > 0 && Photometric != Palette;
        IsAssociated = HasAlpha && Number(TiffTags.ExtraSamples, 0) == Associated;
        if (extra > (HasAlpha ? 1 : 0))
            warnings.Add($"{extra - (HasAlpha ? 1 : 0)} additional channels of the file are left out.");
        Channels = colors + (HasAlpha ? 1 : 0);
        Shape = source.CheckSize(Number(TiffTags.Height, 0), Number(TiffTags.Width, 0), Math.Max(Channels, Stored), options);
        Depth =
            Format == Float || Format == Signed || Bits > 16 ? SampleDepth.Float32
            : Bits <= 8 || Photometric == Palette ? SampleDepth.UInt8
            : SampleDepth.UInt16;
        if (Depth == SampleDepth.Float32 && Format != Float)
            warnings.Add($"{Bits}-bit {(Format == Signed ? "signed" : "unsigned")} integers were read as floats of the same value.");
    }

    public Shape Shape { get; }

    /// <summary>Channels of the raster: 1 to 4.</summary>
    public int Channels { get; }

    /// <summary>Samples per pixel in the file.</summary>
    public int Stored { get; }

    /// <summary>Bits per sample in the file.</summary>
    public int Bits { get; }

    public SampleDepth Depth { get; }

    public bool HasAlpha { get; }

    /// <summary>True if colors are multiplied by alpha.</summary>
    public bool IsAssociated { get; }

    public bool IsTiled { get; }

    /// <summary>True if the samples are indices into a color table.</summary>
    public bool IsPalette => Photometric == Palette;

    /// <summary>True if 0 is white.</summary>
    public bool IsInverted => Photometric == WhiteIsZero && Format == Unsigned;

    /// <summary>True if the samples are luminance and color differences that the JPEG decoder converts to RGB.</summary>
    public bool IsConvertedByJpeg { get; }

    public bool IsFloat => Format == Float;

    public bool IsSigned => Format == Signed;

    private int Format { get; }

    private int Photometric { get; }

    private void CheckKind()
    {
        string? color = Photometric switch
        {
            0 or 1 or Rgb => null,
            Palette when Format == Unsigned && Bits is 1 or 2 or 4 or 8 => null,
            YCbCr when IsConvertedByJpeg => null,
            YCbCr => "YCbCr",
            5 => "CMYK",
            8 or 9 or 10 => "CIE Lab",
            32844 or 32845 => "LogLuv",
            32803 or 34892 => "camera raw",
            _ => $"color space {Photometric}",
        };
        if (color is not null)
            throw _source.Bad($"is a {color} TIFF image", "Convert it to RGB or gray first");
        bool known = Format switch
        {
            Unsigned => Bits is >= 1 and <= 16 or 32,
            Signed => Bits is 8 or 16 or 32,
            Float => Bits is 16 or 32 or 64,
            _ => false,
        };
        string kind = Format switch
        {
            Unsigned => "unsigned integers",
            Signed => "signed integers",
            Float => "floats",
            _ => "complex numbers",
        };
        if (!known)
            throw _source.Bad(
                $"holds {kind} of {Bits} bits; unsigned integers of 1 to 16 and 32 bits, signed ones of 8, 16 and 32 and "
                    + "floats of 16, 32 and 64 can be read",
                "Convert it to 32-bit floats first"
            );
    }
}
