namespace Deconv.Imaging.Codecs.Png;

/// <summary>Portable Network Graphics: reads all kinds; writes 8 and 16-bit gray and RGB, with alpha, profile, EXIF, XMP and text.</summary>
public sealed class PngCodec : IImageCodec, IStripCodec
{
    /// <inheritdoc/>
    public string Name => PngMetadata.CodecName;

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = ["png"];

    /// <inheritdoc/>
    public IReadOnlyList<SampleDepth> Depths { get; } = [SampleDepth.UInt8, SampleDepth.UInt16];

    /// <inheritdoc/>
    public bool HoldsAlpha => true;

    /// <inheritdoc/>
    public bool HoldsProfile => true;

    /// <inheritdoc/>
    public bool Recognizes(ReadOnlySpan<byte> head) => head.StartsWith(PngChunk.Signature);

    /// <inheritdoc/>
    public Raster Read(ImageSource source, LoadOptions options)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        return PngReader.Read(source, options);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Write(Raster raster, Stream output, SaveOptions options)
    {
        ArgumentNullException.ThrowIfNull(raster);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(options);
        var writer = new PngWriter(StripHeader.Of(raster), output, options);
        writer.Write(raster);
        return writer.End();
    }

    IStripReader? IStripCodec.Open(ImageSource source, LoadOptions options) => PngStripReader.Open(source, options);

    IStripWriter IStripCodec.Begin(StripHeader header, Stream output, SaveOptions options) => new PngWriter(header, output, options);
}
