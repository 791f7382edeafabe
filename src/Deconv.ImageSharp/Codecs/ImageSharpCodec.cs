using Deconv.Imaging;
using Deconv.Imaging.Codecs;
using Deconv.Imaging.Codecs.Jpeg;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Memory;
using SixLabors.ImageSharp.PixelFormats;
using ImageFormatException = Deconv.Imaging.ImageFormatException;

namespace Deconv.ImageSharp.Codecs;

/// <summary>A file format read and written by ImageSharp, without native code.</summary>
public sealed class ImageSharpCodec : IImageCodec
{
    private const int DefaultQuality = 95;

    private readonly ImageSharpFormat _format;

    internal ImageSharpCodec(ImageSharpFormat format) => _format = format;

    /// <inheritdoc/>
    public string Name => _format.Name;

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions => _format.Extensions;

    /// <inheritdoc/>
    public IReadOnlyList<SampleDepth> Depths => _format.Encoder is null ? [] : [SampleDepth.UInt8];

    /// <inheritdoc/>
    public bool HoldsAlpha => _format.HoldsAlpha;

    /// <inheritdoc/>
    public bool HoldsProfile => _format.HoldsProfile && _format.Encoder is not null;

    /// <inheritdoc/>
    public bool Recognizes(ReadOnlySpan<byte> head) => _format.Head(head.ToArray());

    /// <inheritdoc/>
    public Raster Read(ImageSource source, LoadOptions options)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        byte[] bytes = source.Bytes();
        try
        {
            _format.Refuse(source, bytes);
            using var stream = new MemoryStream(bytes, writable: false);
            IImageInfo info = ((IImageInfoDetector)_format.Decoder).Identify(Configuration.Default, stream, CancellationToken.None);
            source.CheckSize(info.Height, info.Width, 4, options);
            if (!_format.IsComplete(bytes))
                throw source.Bad($"is a {Name} image that ends early", "Copy it again from where it came from");
            stream.Position = 0;
            using Image image = Decode(bytes, stream);
            return ImageSharpRaster.From(image, _format, bytes);
        }
        catch (Exception e) when (e is not (ImageFormatException or OutOfMemoryException))
        {
            // Any exception of a decoder is caused by the file.
            throw source.Bad(
                $"is damaged, truncated or of an unusual kind of {Name} ({e.Message.Trim().TrimEnd('.')})",
                "Copy it again, or convert it to PNG",
                e
            );
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Write(Raster raster, Stream output, SaveOptions options)
    {
        ArgumentNullException.ThrowIfNull(raster);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(options);
        int quality = Math.Clamp(options.Quality ?? raster.Metadata.JpegQuality ?? DefaultQuality, 1, 100);
        bool jpeg = _format.Decoder is JpegDecoder;
        using Image image = ImageSharpRaster.ToImage(raster, _format, options.StripMetadata);
        using var file = new MemoryStream(); // encoders seek, outputs need not
        try
        {
            image.Save(file, _format.Encoder!(raster, quality));
        }
        catch (Exception e) when (e is SixLabors.ImageSharp.ImageFormatException or NotSupportedException or InvalidMemoryOperationException)
        {
            throw new OutputException($"{Name} cannot hold this image ({e.Message.TrimEnd('.')}). Choose another format, for instance png.", e);
        }

        IReadOnlyList<string> lost = LeftOut.Of(raster.Metadata, options.StripMetadata, Name, _format.Holds);
        if (jpeg)
        {
            // Written byte for byte; ImageSharp would re-encode it.
            byte[]? exif = options.StripMetadata ? null : raster.Metadata.Exif;
            return JpegSegments.Copy(file.GetBuffer().AsSpan(0, (int)file.Length), exif, [], output)
                ? lost
                : [.. lost, "The EXIF block is larger than JPEG holds and was left out."];
        }

        file.Position = 0;
        file.CopyTo(output);
        return lost;
    }

    /// <summary>Decodes to the pixel type that can hold the file.</summary>
    private Image Decode(byte[] bytes, Stream stream) => _format.IsGray(bytes) ? Decode<La16>(stream) : Decode<Rgba32>(stream);

    private Image<TPixel> Decode<TPixel>(Stream stream)
        where TPixel : unmanaged, IPixel<TPixel> => _format.Decoder.Decode<TPixel>(Configuration.Default, stream, CancellationToken.None);
}
