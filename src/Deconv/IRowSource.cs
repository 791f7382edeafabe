namespace Deconv;

/// <summary>An image that is read in strips from top to bottom, more than once: for images that are not held in memory.</summary>
public interface IRowSource
{
    /// <summary>Rows and samples per row.</summary>
    Shape Shape { get; }

    /// <summary>Number of planes: 1 gray, 3 red-green-blue.</summary>
    int Count { get; }

    /// <summary>Begins at the first row. Every reader of a source gives the same samples; one is open at a time.</summary>
    IRowReader Open();
}

/// <summary>Reads an image from top to bottom.</summary>
public interface IRowReader : IDisposable
{
    /// <summary>Reads the next rows.</summary>
    /// <param name="rows">Receives them: as wide as the image and with as many planes. Together no more rows are asked for than there are.</param>
    void Read(PlanarImage rows);
}
