namespace Deconv.Imaging.Codecs;

/// <summary>A format whose files are read and written row by row.</summary>
internal interface IStripCodec
{
    /// <summary>Begins to read an image; null if this file stores its rows in another order.</summary>
    /// <exception cref="ImageFormatException">Damaged, truncated, too large or not supported.</exception>
    IStripReader? Open(ImageSource source, LoadOptions options);

    /// <summary>Begins to write an image.</summary>
    /// <param name="header">The image; its depth and channels must be supported by the codec.</param>
    /// <param name="output">Written from its current position; seeks; is not closed.</param>
    /// <param name="options">Quality and metadata to strip.</param>
    IStripWriter Begin(StripHeader header, Stream output, SaveOptions options);
}

/// <summary>Reads the rows of an image from top to bottom.</summary>
internal interface IStripReader : IDisposable
{
    /// <summary>The image.</summary>
    StripHeader Header { get; }

    /// <summary>Reads the next rows: as many as the raster has.</summary>
    /// <exception cref="ImageFormatException">Damaged or truncated.</exception>
    void Read(Raster strip);
}

/// <summary>Writes the rows of an image from top to bottom.</summary>
internal interface IStripWriter
{
    /// <summary>Writes the next rows.</summary>
    void Write(Raster strip);

    /// <summary>Completes the file after the last row.</summary>
    /// <returns>Warnings, one sentence each, about metadata that the format could not hold.</returns>
    IReadOnlyList<string> End();
}
