namespace Deconv.Imaging.Codecs;

/// <summary>
/// One file format. Stateless: converts between bytes and rasters; transfer functions, alpha and files are handled by <see cref="ImageFile"/>.
/// </summary>
public interface IImageCodec
{
    /// <summary>Display name, for instance "PNG". Unique among the codecs in use.</summary>
    string Name { get; }

    /// <summary>File name extensions in lower case without the dot, the usual one first.</summary>
    IReadOnlyList<string> Extensions { get; }

    /// <summary>Depths it can write, smallest first; empty if it only reads.</summary>
    IReadOnlyList<SampleDepth> Depths { get; }

    /// <summary>True if it writes an alpha channel.</summary>
    bool HoldsAlpha { get; }

    /// <summary>True if it writes an ICC profile.</summary>
    bool HoldsProfile { get; }

    /// <summary>Whether a file that starts with these bytes is of this format, regardless of its name.</summary>
    /// <param name="head">The first bytes, up to <see cref="ImageSource.HeadLength"/>; fewer for a shorter file.</param>
    bool Recognizes(ReadOnlySpan<byte> head);

    /// <summary>
    /// Reads an image as it is stored: the caller turns it as the orientation in its EXIF block says. Checks its size with
    /// <see cref="ImageSource.CheckSize"/> before allocating memory for pixels.
    /// </summary>
    /// <exception cref="ImageFormatException">Damaged, truncated, too large or not supported.</exception>
    Raster Read(ImageSource source, LoadOptions options);

    /// <summary>Writes a complete file.</summary>
    /// <param name="raster">The pixels; their depth and alpha must be supported by this codec.</param>
    /// <param name="output">Written from its current position; need not seek; is not closed.</param>
    /// <param name="options">Quality and metadata to strip.</param>
    /// <returns>Warnings, one sentence each, about metadata that the format could not hold.</returns>
    /// <exception cref="OutputException">The format cannot hold this image.</exception>
    /// <exception cref="IOException">The stream cannot be written; the caller adds the file name.</exception>
    IReadOnlyList<string> Write(Raster raster, Stream output, SaveOptions options);
}
