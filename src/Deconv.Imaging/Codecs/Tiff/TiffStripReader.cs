using LibTiff = BitMiracle.LibTiff.Classic.Tiff;

namespace Deconv.Imaging.Codecs.Tiff;

/// <summary>Reads a TIFF image that is stored in strips of whole rows row by row.</summary>
internal sealed class TiffStripReader : IStripReader
{
    private readonly Stream _file;
    private readonly LibTiff _tiff;
    private readonly TiffLayout _layout;
    private readonly int[]? _palette;
    private readonly byte[] _row;
    private readonly ImageSource _source;
    private int _next;

    public TiffStripReader(StripHeader header, Stream file, LibTiff tiff, TiffLayout layout, int[]? palette, ImageSource source)
    {
        (Header, _file, _tiff, _layout, _palette, _source) = (header, file, tiff, layout, palette, source);
        _row = new byte[tiff.ScanlineSize() is > 0 and var size ? size : throw new InvalidDataException("rows of no legal size")];
    }

    /// <inheritdoc/>
    public StripHeader Header { get; }

    /// <inheritdoc/>
    public void Read(Raster strip)
    {
        var samples = new TiffSamples(_layout, strip, _palette);
        try
        {
            using var errors = new TiffErrors();
            for (int y = 0; y < strip.Shape.Height; y++, _next++)
            {
                errors.Check(_tiff.ReadScanline(_row, _next, 0));
                samples.Convert(_row, null, y, 0, strip.Shape.Width);
            }
        }
        catch (Exception e) when (e is not (OutOfMemoryException or OperationCanceledException))
        {
            throw TiffCodec.Bad(_source, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _tiff.Dispose();
        _file.Dispose();
    }
}
