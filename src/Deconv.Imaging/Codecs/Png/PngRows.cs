namespace Deconv.Imaging.Codecs.Png;

/// <summary>Unpacked rows without their filters, from top to bottom of an image or of one pass of it.</summary>
internal sealed class PngRows
{
    private readonly Stream _inflated;
    private readonly PngHeader _header;
    private readonly ImageSource _source;
    private byte[] _row;
    private byte[] _above;

    /// <param name="inflated">The unpacked data.</param>
    /// <param name="header">The header.</param>
    /// <param name="width">Pixels per row.</param>
    /// <param name="source">Names the file in errors.</param>
    public PngRows(Stream inflated, PngHeader header, int width, ImageSource source)
    {
        (_inflated, _header, _source) = (inflated, header, source);
        int length = checked((int)header.RowBytes(width)) + 1;
        (_row, _above) = (new byte[length], new byte[length]);
    }

    /// <summary>The next row, valid until the one after it.</summary>
    /// <param name="y">Its number, for errors.</param>
    /// <exception cref="ImageFormatException">Truncated or damaged.</exception>
    public ReadOnlySpan<byte> Next(int y)
    {
        (_row, _above) = (_above, _row);
        try
        {
            if (_inflated.ReadAtLeast(_row, _row.Length, throwOnEndOfStream: false) < _row.Length)
                throw PngChunk.Truncated(_source);
        }
        catch (InvalidDataException e)
        {
            throw _source.Bad("is damaged: its pixel data cannot be unpacked", "Get a new copy", e);
        }

        if (!PngFilter.Undo(_row[0], _row.AsSpan(1), _above.AsSpan(1), _header.FilterStep))
            throw _source.Bad($"is damaged: row {y} has a filter {_row[0]} that does not exist", "Get a new copy");
        return _row.AsSpan(1);
    }
}
