using Deconv.Imaging.Codecs;

namespace Deconv.Imaging.Rows;

/// <summary>
/// A photograph in linear light that is read from its file strip by strip, as often as needed: for files that do not fit into memory. Served are PNG
/// files that are not interlaced and TIFF files in strips, without alpha, without missing samples and stored upright.
/// </summary>
public sealed class PhotographRows : IRowSource, IDisposable
{
    private readonly string _path;
    private readonly LoadOptions _options;
    private readonly IStripCodec _codec;
    private readonly StripHeader _header;

    private PhotographRows(string path, LoadOptions options, IStripCodec codec, StripHeader header, Photograph model) =>
        (_path, _options, _codec, _header, Model) = (path, options, codec, header, model);

    /// <inheritdoc/>
    public Shape Shape => _header.Shape;

    /// <inheritdoc/>
    public int Count => _header.Channels;

    /// <summary>
    /// Depth, curve, format, metadata and warnings of the photograph; its planes are the middle of it, at most 1536 × 1536 pixels. Owned by this
    /// object.
    /// </summary>
    public Photograph Model { get; }

    /// <summary>Opens a file; null if it cannot be read strip by strip, or if it is a pipe, which can be read only once.</summary>
    /// <param name="path">An existing file.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="ImageFormatException">Missing, unreadable, damaged, too large, or not an image.</exception>
    public static PhotographRows? TryOpen(string path, LoadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        options ??= LoadOptions.Default;
        if (FileStatus.IsSpecial(ImageSource.FileOf(path)))
            return null;
        using ImageSource source = ImageSource.FromFile(path);
        if (ImageCodecs.Recognize(source, options.Codecs) is not IStripCodec codec)
            return null;
        using IStripReader? reader = codec.Open(source, options);
        if (reader is null || !IsServed(reader.Header))
            return null;
        StripHeader header = reader.Header;
        (TransferFunction function, string text) = ImageFile.Curve(header.Transfer, header.Depth, options);
        var model = new Photograph(Middle(reader, function))
        {
            Depth = header.Depth,
            Transfer = function,
            TransferText = text,
            Metadata = header.Metadata,
            Format = ((IImageCodec)codec).Name,
            Warnings = header.Warnings,
        };
        return new(path, options, codec, header, model);
    }

    /// <inheritdoc/>
    public IRowReader Open()
    {
        ImageSource source = ImageSource.FromFile(_path);
        IStripReader reader = _codec.Open(source, _options) ?? throw source.Bad("has changed while it was read", "Read it again");
        if (reader.Header.Shape == Shape && reader.Header.Channels == Count)
            return new Reader(source, reader, Model.Transfer);
        reader.Dispose();
        throw source.Bad("has changed while it was read", "Read it again");
    }

    /// <summary>Returns the planes of the model to the pool.</summary>
    public void Dispose() => Model.Dispose();

    private static bool IsServed(StripHeader header) =>
        !header.HasAlpha
        && header.Depth != SampleDepth.Float32
        && !(header.Metadata.Exif is { } exif && Codecs.Exif.ExifBlock.OrientationOf(exif) is { IsUpright: false });

    /// <summary>The middle of the image; all that precedes it is read.</summary>
    private static PlanarImage Middle(IStripReader reader, TransferFunction transfer)
    {
        StripHeader header = reader.Header;
        Region part = Policy.LargePictures.Middle(header.Shape);
        var middle = new PlanarImage(part.Shape, header.Channels);
        for (int y = 0; y < part.Top + part.Shape.Height; )
        {
            Raster strip = header.Strip(Math.Min(64, (y < part.Top ? part.Top : part.Top + part.Shape.Height) - y));
            reader.Read(strip);
            if (y >= part.Top)
            {
                using PlanarImage rows = RasterConversion.ToPlanes(strip, transfer, null, []).Color;
                for (int plane = 0; plane < rows.Count; plane++)
                for (int row = 0; row < rows.Shape.Height; row++)
                    rows.Row(plane, row).Slice(part.Left, part.Shape.Width).CopyTo(middle.Row(plane, y - part.Top + row));
            }

            y += strip.Shape.Height;
        }

        return middle;
    }

    private sealed class Reader(ImageSource source, IStripReader reader, TransferFunction transfer) : IRowReader
    {
        public void Read(PlanarImage rows)
        {
            Raster strip = reader.Header.Strip(rows.Shape.Height);
            reader.Read(strip);
            using PlanarImage light = RasterConversion.ToPlanes(strip, transfer, null, []).Color;
            for (int plane = 0; plane < light.Count; plane++)
                light[plane].CopyTo(rows[plane]);
        }

        public void Dispose()
        {
            reader.Dispose();
            source.Dispose();
        }
    }
}
