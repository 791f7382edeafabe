using Deconv.Imaging.Color;

namespace Deconv.Imaging.Codecs.Tiff;

/// <summary>
/// TIFF of any byte order and little-endian BigTIFF, of any compression that LibTiff knows: unsigned integers of 1 to 16 and 32 bits, signed ones of
/// 8, 16 and 32, floats of 16, 32 and 64; strips or tiles, interleaved or in planes. One page is read, the first or the one named. Written with 8 or
/// 16 bits or 32-bit floats.
/// </summary>
public sealed class TiffCodec : IImageCodec, IStripCodec
{
    /// <summary>Camera raw files have a TIFF structure, and a TIFF reader would find only their thumbnail.</summary>
    private static readonly string[] CameraRaw = [".dng", ".nef", ".cr2", ".arw", ".pef", ".orf", ".rw2", ".srw", ".3fr", ".iiq"];

    /// <inheritdoc/>
    public string Name => TiffMetadata.CodecName;

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = ["tif", "tiff"];

    /// <inheritdoc/>
    public IReadOnlyList<SampleDepth> Depths { get; } = [SampleDepth.UInt8, SampleDepth.UInt16, SampleDepth.Float32];

    /// <inheritdoc/>
    public bool HoldsAlpha => true;

    /// <inheritdoc/>
    public bool HoldsProfile => true;

    /// <inheritdoc/>
    public bool Recognizes(ReadOnlySpan<byte> head) =>
        head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8) || head.StartsWith("II+\0"u8) || head.StartsWith("MM\0+"u8);

    /// <inheritdoc/>
    public Raster Read(ImageSource source, LoadOptions options)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        Refuse(source);
        using Stream file = source.Open();
        try
        {
            return Read(file, source, options);
        }
        // Any exception of a decoder is caused by the file.
        catch (Exception e) when (e is not (ImageFormatException or OutOfMemoryException or OperationCanceledException))
        {
            throw Bad(source, e);
        }
    }

    /// <summary>The error for a file that a decoder failed on.</summary>
    internal static ImageFormatException Bad(ImageSource source, Exception e) =>
        source.Bad(
            $"is damaged, truncated or of an unusual kind of {TiffMetadata.CodecName} ({e.Message.Trim().TrimEnd('.')})",
            "Copy it again, or convert it to PNG or to an uncompressed TIFF",
            e
        );

    /// <inheritdoc/>
    public IReadOnlyList<string> Write(Raster raster, Stream output, SaveOptions options)
    {
        ArgumentNullException.ThrowIfNull(raster);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(options);
        if (output.CanSeek)
            return Write(raster, output, options.StripMetadata);

        // The position of the directory stands at the beginning and is known at the end.
        using var seekable = new FileStream(
            Path.Combine(Path.GetTempPath(), $"deconv-{Guid.NewGuid():N}"),
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Options = FileOptions.DeleteOnClose,
            }
        );
        IReadOnlyList<string> lost = Write(raster, seekable, options.StripMetadata);
        seekable.Position = 0;
        seekable.CopyTo(output);
        return lost;
    }

    IStripReader? IStripCodec.Open(ImageSource source, LoadOptions options)
    {
        Refuse(source);
        Stream file = source.Open();
        try
        {
            (TiffLayout layout, long page, IReadOnlyList<TiffField> fields, StripHeader header, _) = Inspect(file, source, options);
            using var errors = new TiffErrors();
            if (layout.IsTiled || layout.HasAlpha)
            {
                file.Dispose();
                return null;
            }

            BitMiracle.LibTiff.Classic.Tiff tiff = TiffReader.Open(file, page, layout, fields, errors);
            if (!TiffReader.IsSeparate(tiff, layout))
                return new TiffStripReader(header, file, tiff, layout, layout.IsPalette ? TiffReader.Palette(fields, layout) : null, source);
            tiff.Dispose();
            file.Dispose();
            return null;
        }
        catch (Exception e) when (e is not (OutOfMemoryException or OperationCanceledException))
        {
            file.Dispose();
            throw e as ImageFormatException ?? Bad(source, e);
        }
    }

    IStripWriter IStripCodec.Begin(StripHeader header, Stream output, SaveOptions options) => new TiffWriter(header, output, options.StripMetadata);

    private static IReadOnlyList<string> Write(Raster raster, Stream output, bool strip)
    {
        var writer = new TiffWriter(StripHeader.Of(raster), output, strip);
        writer.Write(raster);
        return writer.End();
    }

    private static void Refuse(ImageSource source)
    {
        if (CameraRaw.Contains(Path.GetExtension(source.Name), StringComparer.OrdinalIgnoreCase))
            throw source.Bad("is a camera raw file", "Develop it to a 16-bit TIFF first, without sharpening");
    }

    private static Raster Read(Stream file, ImageSource source, LoadOptions options)
    {
        (TiffLayout layout, long page, IReadOnlyList<TiffField> fields, StripHeader header, int left) = Inspect(file, source, options);
        var raster = new Raster(layout.Shape, layout.Channels, layout.Depth)
        {
            Metadata = header.Metadata,
            Transfer = header.Transfer,
            Warnings = header.Warnings,
            Parts = left,
        };
        TiffReader.Read(file, page, layout, fields, raster);
        if (layout.IsAssociated)
            Alpha.Divide(raster);
        return raster;
    }

    private static (TiffLayout Layout, long Page, IReadOnlyList<TiffField> Fields, StripHeader Header, int Left) Inspect(
        Stream file,
        ImageSource source,
        LoadOptions options
    )
    {
        var structure = new TiffStructure(file);
        // LibTiff misreads their header.
        if (structure.IsBigEndianBigTiff)
            throw source.Bad("is a BigTIFF file in big-endian order", "Convert it to little-endian order or to a classic TIFF first");
        List<long> pages = structure.Pages();
        if (source.Part > pages.Count)
            throw source.Bad($"has {pages.Count} pages, and page {source.Part} was named", $"Name one of 1 to {pages.Count}");
        long page = source.Part is { } part ? pages[part - 1] : structure.First;
        (IReadOnlyList<TiffField> fields, _) = structure.Directory(page);
        if (structure.HasOverlongField)
            throw new InvalidDataException("a field says it is longer than the file");
        var warnings = new List<string>();
        var layout = new TiffLayout(fields, source, options, warnings);
        int left = source.Part is null ? pages.Count : 1;
        if (left > 1)
            warnings.Add($"The file holds {left} pages: only the first was read. Another one is named like this: '{source.Name}[2]'.");
        ImageMetadata metadata = TiffMetadata.Read(fields, warnings);
        var header = new StripHeader(layout.Shape, layout.Channels, layout.Depth)
        {
            Metadata = metadata,
            Transfer = metadata.IccProfile is { } profile ? IccCurve.Find(profile) : null,
            Warnings = warnings,
        };
        return (layout, page, fields, header, left);
    }
}
