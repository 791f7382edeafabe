using System.Globalization;

namespace Deconv.Imaging.Codecs.Fits;

/// <summary>
/// Reads the first image of a FITS file. Unscaled bytes, and words with the usual zero of 32768, stay integers; everything else becomes floats of
/// the physical value BZERO + BSCALE · sample, and BLANK becomes NaN.
/// </summary>
internal sealed class FitsReader
{
    private readonly Stream _file;
    private readonly ImageSource _source;
    private readonly LoadOptions _options;
    private readonly List<string> _warnings = [];

    public FitsReader(Stream file, ImageSource source, LoadOptions options) => (_file, _source, _options) = (file, source, options);

    /// <exception cref="ImageFormatException">No image, damaged, truncated, too large, or of a kind that is not supported.</exception>
    public Raster Read()
    {
        (FitsHeader header, List<string> cards) = FindImage();
        long axes = Required(header, "NAXIS");
        long width = Required(header, "NAXIS1"),
            height = axes >= 2 ? Required(header, "NAXIS2") : 1,
            planes = 1;
        for (int axis = 3; axis <= axes; axis++)
        {
            long length = Required(header, string.Create(CultureInfo.InvariantCulture, $"NAXIS{axis}"));
            if (length is < 1 or > int.MaxValue || planes > int.MaxValue)
                throw _source.Bad($"says axis {axis} has {length} planes", "The file is damaged: get a new copy");
            planes *= length;
        }

        (int first, int channels) = Planes(planes);
        Shape shape = _source.CheckSize(height, width, channels, _options);
        int bits = (int)Required(header, "BITPIX");
        if (bits is not (8 or 16 or 32 or 64 or -32 or -64))
            throw _source.Bad($"says BITPIX is {bits}; 8, 16, 32, 64, -32 and -64 are legal", "The file is damaged: get a new copy");
        int bytes = Math.Abs(bits) / 8;
        long start = _file.Position + ((long)first * shape.Count * bytes),
            needed = (long)channels * shape.Count * bytes;
        if (needed > _file.Length - start)
            throw _source.Bad(
                $"is truncated: {needed} bytes of samples are announced, {Math.Max(0, _file.Length - start)} are there",
                "Copy it again from where it came from"
            );
        var samples = new FitsSamples(bits, header.Real("BSCALE") ?? 1, header.Real("BZERO") ?? 0, bits > 0 ? header.Number("BLANK") : null);
        var raster = new Raster(shape, channels, samples.Depth)
        {
            Metadata = new ImageMetadata { Opaque = [FitsCards.Keep(cards)] },
            Transfer = (TransferFunction.Linear, "linear (FITS)"),
            Warnings = _warnings,
            Parts = _source.Part is null && channels == 1 ? (int)planes : 1,
        };
        _file.Position = start;
        var row = new byte[shape.Width * bytes];
        for (int plane = 0; plane < channels; plane++)
        for (int y = 0; y < shape.Height; y++)
        {
            _file.ReadExactly(row);
            samples.Convert(row, raster, y, plane);
        }

        return raster;
    }

    /// <summary>The first unit that is an image with samples, and the cards of the file's header and of its own.</summary>
    private (FitsHeader Header, List<string> Cards) FindImage()
    {
        FitsHeader header = FitsHeader.Read(_file);
        List<string> cards = [.. header.Cards];
        while (!IsImage(header))
        {
            if (header.Value("ZIMAGE") == "T")
                throw _source.Bad("holds a compressed image", "Decompress it first, for instance with funpack");
            _file.Position += Padded(DataBytes(header));
            if (_file.Position >= _file.Length)
                throw _source.Bad("holds no image", "Name a FITS file whose first unit, or one of its IMAGE extensions, has two axes");
            header = FitsHeader.Read(_file);
            if (IsImage(header))
                cards.AddRange(header.Cards);
        }

        return (header, cards);
    }

    private static bool IsImage(FitsHeader header) =>
        header.Number("NAXIS") >= 1 && header.Number("NAXIS1") > 0 && header.Value("XTENSION") is null or "IMAGE" && header.Value("GROUPS") != "T";

    private static long DataBytes(FitsHeader header)
    {
        long axes = header.Number("NAXIS") ?? 0;
        if (axes is < 1 or > 999)
            return 0;
        long count = 1;
        for (int axis = 1; axis <= axes; axis++)
            count = checked(count * (header.Number(string.Create(CultureInfo.InvariantCulture, $"NAXIS{axis}")) ?? 0));
        long bytes = Math.Abs(header.Number("BITPIX") ?? 8) / 8;
        return checked(bytes * (header.Number("GCOUNT") ?? 1) * ((header.Number("PCOUNT") ?? 0) + count));
    }

    private static long Padded(long bytes) => ((bytes + FitsHeader.BlockLength - 1) / FitsHeader.BlockLength) * FitsHeader.BlockLength;

    private (int First, int Channels) Planes(long planes)
    {
        if (_source.Part is { } part)
            return part <= planes
                ? (part - 1, 1)
                : throw _source.Bad($"has {planes} planes, and plane {part} was named", $"Name one of 1 to {planes}");
        if (planes is not (1 or 3))
            _warnings.Add($"The cube holds {planes} planes: only the first was read. Another one is named like this: '{_source.Name}[2]'.");
        return (0, planes == 3 ? 3 : 1);
    }

    private long Required(FitsHeader header, string keyword) =>
        header.Number(keyword) ?? throw _source.Bad($"has no legal {keyword} in its header", "The file is damaged: get a new copy");
}
