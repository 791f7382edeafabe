namespace Deconv;

/// <summary>Takes an image in strips from top to bottom.</summary>
public interface IRowSink
{
    /// <summary>
    /// Begins at the first row; called before any row. A second call begins again: what was written before is void. That happens if a restoration is
    /// repeated with a stronger prior.
    /// </summary>
    void Begin();

    /// <summary>Takes the next rows.</summary>
    /// <param name="rows">As wide as the image and with as many planes. The caller reuses it.</param>
    /// <param name="residual">The residual of the same rows in units of the noise, one plane; zero at the border of the image.</param>
    void Write(PlanarImage rows, PlanarImage residual);
}
