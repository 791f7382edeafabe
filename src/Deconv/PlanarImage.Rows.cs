namespace Deconv;

public sealed partial class PlanarImage : IRowSource
{
    /// <inheritdoc/>
    IRowReader IRowSource.Open() => new Reader(this);

    /// <summary>Copies the rows of another image, which is as wide and has as many planes, into this one.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="from">First row to copy.</param>
    /// <param name="count">Number of rows.</param>
    /// <param name="to">Row that receives the first one.</param>
    internal void CopyRows(PlanarImage rows, int from, int count, int to)
    {
        for (int plane = 0; plane < Count; plane++)
            rows[plane].Slice(from * Shape.Width, count * Shape.Width).CopyTo(this[plane][(to * Shape.Width)..]);
    }

    private sealed class Reader(PlanarImage image) : IRowReader
    {
        private int _next;

        public void Read(PlanarImage rows)
        {
            rows.CopyRows(image, _next, rows.Shape.Height, 0);
            _next += rows.Shape.Height;
        }

        public void Dispose() { }
    }
}
