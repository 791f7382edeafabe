namespace Deconv.Imaging.Codecs.Fits;

/// <summary>
/// FITS: all values of BITPIX with BSCALE, BZERO and BLANK; three planes are colors. Rows are in file order, as in arrays of NumPy and in PSF files:
/// the first row of the file is the first of the image, although programs for astronomy show it at the bottom. Header cards are kept.
/// </summary>
public sealed class FitsCodec : IImageCodec
{
    /// <inheritdoc/>
    public string Name => FitsCards.CodecName;

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = ["fits", "fit", "fts"];

    /// <inheritdoc/>
    public IReadOnlyList<SampleDepth> Depths { get; } = [SampleDepth.UInt8, SampleDepth.UInt16, SampleDepth.Float32];

    /// <inheritdoc/>
    public bool HoldsAlpha => false;

    /// <inheritdoc/>
    public bool HoldsProfile => false;

    /// <inheritdoc/>
    public bool Recognizes(ReadOnlySpan<byte> head) => head.StartsWith("SIMPLE  ="u8);

    /// <inheritdoc/>
    public Raster Read(ImageSource source, LoadOptions options)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        using Stream file = source.Open();
        try
        {
            return new FitsReader(file, source, options).Read();
        }
        catch (Exception e) when (e is EndOfStreamException or InvalidDataException or OverflowException)
        {
            throw source.Bad($"is damaged or truncated ({e.Message.TrimEnd('.')})", "Copy it again from where it came from", e);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Write(Raster raster, Stream output, SaveOptions options)
    {
        ArgumentNullException.ThrowIfNull(raster);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(options);
        FitsWriter.Write(raster, output, options.StripMetadata);
        return LeftOut.Of(raster.Metadata, options.StripMetadata, Name, Held.FitsHeader);
    }
}
