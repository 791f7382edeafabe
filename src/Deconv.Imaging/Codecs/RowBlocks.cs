namespace Deconv.Imaging.Codecs;

/// <summary>Collects the rows of strips in blocks of a fixed number of rows; the last one may be smaller.</summary>
/// <param name="header">The image.</param>
/// <param name="rows">Rows of a block.</param>
/// <param name="full">Takes a block and the number of its rows.</param>
internal sealed class RowBlocks(StripHeader header, int rows, Action<Raster, int> full)
{
    private readonly Raster _block = header.Strip(Math.Min(rows, header.Shape.Height));
    private int _held;
    private int _seen;

    /// <summary>Adds the next rows.</summary>
    public void Add(Raster strip)
    {
        int width = header.Shape.Width * header.Channels;
        for (int y = 0; y < strip.Shape.Height; )
        {
            int count = Math.Min(strip.Shape.Height - y, _block.Shape.Height - _held),
                from = y * width,
                to = _held * width;
            switch (header.Depth)
            {
                case SampleDepth.UInt8:
                    strip.Bytes.Slice(from, count * width).CopyTo(_block.Bytes[to..]);
                    break;
                case SampleDepth.UInt16:
                    strip.Words.Slice(from, count * width).CopyTo(_block.Words[to..]);
                    break;
                default:
                    strip.Floats.Slice(from, count * width).CopyTo(_block.Floats[to..]);
                    break;
            }

            (y, _held, _seen) = (y + count, _held + count, _seen + count);
            if (_held < _block.Shape.Height && _seen < header.Shape.Height)
                continue;
            full(_block, _held);
            _held = 0;
        }
    }
}
