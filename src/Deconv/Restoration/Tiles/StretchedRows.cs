namespace Deconv.Restoration.Tiles;

/// <summary>The rows of a picture, with a range stretched to 0 to 1.</summary>
/// <param name="picture">The picture.</param>
/// <param name="range">The range.</param>
internal sealed class StretchedRows(IRowSource picture, LevelRange range) : IRowSource
{
    public Shape Shape => picture.Shape;

    public int Count => picture.Count;

    public IRowReader Open() => new Reader(picture.Open(), range);

    private sealed class Reader(IRowReader reader, LevelRange range) : IRowReader
    {
        public void Read(PlanarImage rows)
        {
            reader.Read(rows);
            StretchedRestoration.Stretch(rows, range);
        }

        public void Dispose() => reader.Dispose();
    }
}

/// <summary>Takes restored rows of a stretched picture and passes them on with the range of the picture.</summary>
/// <param name="sink">Receives them.</param>
/// <param name="range">The range.</param>
/// <param name="nonNegative">Whether samples below 0 are raised to 0.</param>
internal sealed class UnstretchedSink(IRowSink sink, LevelRange range, bool nonNegative) : IRowSink
{
    public void Begin() => sink.Begin();

    public void Write(PlanarImage rows, PlanarImage residual)
    {
        StretchedRestoration.Unstretch(rows, range, nonNegative);
        sink.Write(rows, residual);
    }
}
