namespace Deconv.Restoration.Tiles;

/// <summary>Collects rows in an image and its residual.</summary>
internal sealed class ImageSink : IRowSink, IDisposable
{
    private int _next;

    public ImageSink(Shape shape, int planes) => (Image, Residual) = (new(shape, planes), new(shape, 1));

    /// <summary>The rows so far.</summary>
    public PlanarImage Image { get; }

    /// <summary>Their residual.</summary>
    public PlanarImage Residual { get; }

    /// <inheritdoc/>
    public void Begin() => _next = 0;

    /// <inheritdoc/>
    public void Write(PlanarImage rows, PlanarImage residual)
    {
        Image.CopyRows(rows, 0, rows.Shape.Height, _next);
        Residual.CopyRows(residual, 0, rows.Shape.Height, _next);
        _next += rows.Shape.Height;
    }

    /// <summary>Returns the images to the pool.</summary>
    public void Dispose()
    {
        Image.Dispose();
        Residual.Dispose();
    }
}
