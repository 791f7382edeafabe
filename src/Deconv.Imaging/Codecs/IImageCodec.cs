namespace Deconv.Imaging.Codecs;

/// <summary>
/// One file format. Stateless: knows bytes and rasters, nothing of light; curves, alpha and files are the business of <see cref="ImageFile"/>.
/// </summary>
public interface IImageCodec
{
    /// <summary>Name to show, for instance "PNG". Unique among the codecs in use.</summary>
    string Name { get; }

    /// <summary>File name extensions in lower case without the dot, the usual one first.</summary>
    IReadOnlyList<string> Extensions { get; }

    /// <summary>Depths it writes, smallest first; empty if it only reads.</summary>
    IReadOnlyList<SampleDepth> Depths { get; }

    /// <summary>True when it writes an alpha channel.</summary>
    bool HoldsAlpha { get; }

    /// <summary>True when it writes an ICC profile.</summary>
    bool HoldsProfile { get; }

    /// <summary>True when a file that starts with these bytes is of this format. Decides without the file name.</summary>
    /// <param name="head">The first bytes, up to <see cref="ImageSource.HeadLength"/>; fewer for a shorter file.</param>
    bool Recognizes(ReadOnlySpan<byte> head);

    /// <summary>Reads a picture. Checks its size by <see cref="ImageSource.CheckSize"/> before taking memory for pixels.</summary>
    /// <exception cref="ImageFormatException">Damaged, truncated, too large or not supported.</exception>
    Raster Read(ImageSource source, LoadOptions options);

    /// <summary>Writes a complete file.</summary>
    /// <param name="raster">Depth and alpha are among those this codec holds.</param>
    /// <param name="output">Written from its position on; need not seek; is not closed.</param>
    /// <param name="options">Quality and what to strip.</param>
    /// <returns>Warnings, one sentence each, about metadata that the format could not hold.</returns>
    /// <exception cref="OutputException">The format cannot hold this picture.</exception>
    /// <exception cref="IOException">The stream cannot be written; the caller adds the file name.</exception>
    IReadOnlyList<string> Write(Raster raster, Stream output, SaveOptions options);
}
