using System.Buffers;
using System.Runtime.InteropServices;

namespace Deconv.Imaging.Codecs.Vips;

/// <summary>A format that libvips reads and in most cases writes. Without libvips it still recognizes its files and says what to install.</summary>
public sealed class VipsCodec : IImageCodec
{
    // Strips of this height keep the copies small compared with the image and the calls few.
    private const int StripRows = 64;

    private static readonly SearchValues<char> NotPlain = SearchValues.Create("[](){}+*?!#&,;<>'\"");

    private readonly VipsFormat _format;

    internal VipsCodec(VipsFormat format) => _format = format;

    /// <summary>True if libvips was found on this machine and is not disabled by the environment variable DECONV_NO_LIBVIPS=1.</summary>
    public static bool IsAvailable => VipsLibrary.IsAvailable;

    /// <inheritdoc/>
    public string Name => _format.Name;

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions => _format.Extensions;

    /// <inheritdoc/>
    public IReadOnlyList<SampleDepth> Depths => _format.Depths;

    /// <inheritdoc/>
    public bool HoldsAlpha => _format.HoldsAlpha;

    /// <inheritdoc/>
    public bool HoldsProfile => _format.HoldsProfile;

    /// <inheritdoc/>
    public bool Recognizes(ReadOnlySpan<byte> head) => _format.Recognizes(head);

    /// <inheritdoc/>
    public Raster Read(ImageSource source, LoadOptions options)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        if (!VipsLibrary.IsAvailable)
            throw source.Bad($"is a {Name} image, which needs libvips to read", VipsLibrary.HowToInstall);
        _format.Inspect(source);
        string path = Path.GetFullPath(source.AsFile()),
            plain = path;
        try
        {
            if (_format.NeedsPlainNames && !IsPlain(path))
                File.Copy(path, plain = Temporary(Path.GetTempPath()));
            lock (VipsLibrary.Gate)
            {
                using VipsImage image = VipsImage.Open(plain);
                return Read(image, source, options);
            }
        }
        catch (VipsException e)
        {
            throw source.Bad(
                $"is damaged, truncated or of an unusual kind of {Name} ({e.Message})",
                "Copy it again, or convert it to PNG or TIFF",
                e
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw source.Bad($"cannot be read ({e.Message.TrimEnd('.')})", "Check the free space in the folder for temporary files", e);
        }
        finally
        {
            if (plain != path)
                File.Delete(plain);
        }
    }

    /// <inheritdoc/>
    public unsafe IReadOnlyList<string> Write(Raster raster, Stream output, SaveOptions options)
    {
        ArgumentNullException.ThrowIfNull(raster);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(options);
        if (!VipsLibrary.IsAvailable)
            throw new OutputException($"{Name} files need libvips to be written. {VipsLibrary.HowToInstall}.");

        // In the folder of the output, so that it uses space on the disk chosen by the user.
        string folder = output is FileStream file ? Path.GetDirectoryName(file.Name)! : Path.GetTempPath();
        string path = Temporary(_format.NeedsPlainNames && !IsPlain(folder) ? Path.GetTempPath() : folder);
        try
        {
            switch (raster.Depth)
            {
                case SampleDepth.UInt8:
                    fixed (byte* pixels = raster.Bytes)
                        Save(pixels, raster.Bytes.Length, raster, path, options);
                    break;
                case SampleDepth.UInt16:
                    fixed (ushort* pixels = raster.Words)
                        Save(pixels, raster.Words.Length * sizeof(ushort), raster, path, options);
                    break;
                default:
                    fixed (float* pixels = raster.Floats)
                        Save(pixels, raster.Floats.Length * (long)sizeof(float), raster, path, options);
                    break;
            }

            return _format.Finish(path, output, raster.Metadata, options.StripMetadata);
        }
        catch (VipsException e)
        {
            // libvips does not distinguish a full disk from an image the format cannot hold, except by its message.
            throw new IOException(e.Message, e);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static bool IsPlain(string path) => path.AsSpan().IndexOfAny(NotPlain) < 0;

    private string Temporary(string folder) => Path.Combine(folder, $".deconv-{Guid.NewGuid():N}.{Extensions[0]}");

    private Raster Read(VipsImage image, ImageSource source, LoadOptions options)
    {
        Shape shape = source.CheckSize(image.Height, image.Width, image.Bands, options);
        if (image.Depth is not { } depth)
            throw source.Bad("holds samples that are not 8-bit, 16-bit or float32", "Convert it to float32 first");
        if (VipsFormat.ColorProblem(image.Interpretation) is { } problem)
            throw source.Bad($"is a {problem} image", "Convert it to RGB or gray first");
        if (image.Bands > 4)
            throw source.Bad($"has {image.Bands} channels; 1 to 4 can be used", "Extract the channels you need first");
        var warnings = new List<string>();
        if (image.Pages > 1)
            warnings.Add($"The file holds {image.Pages} pages: only the first was read.");
        ImageMetadata metadata = _format.Metadata(image, source);
        var raster = new Raster(shape, image.Bands, depth)
        {
            Metadata = metadata,
            Transfer = metadata.IccProfile is { } profile ? Color.IccCurve.Find(profile) : _format.Transfer,
            Warnings = warnings,
        };
        nint region = image.NewRegion();
        try
        {
            int row = shape.Width * raster.Channels;
            for (int top = 0; top < shape.Height; top += StripRows)
            {
                int rows = Math.Min(StripRows, shape.Height - top);
                image.ReadRows(
                    region,
                    top,
                    rows,
                    depth switch
                    {
                        SampleDepth.UInt8 => raster.Bytes.Slice(top * row, rows * row),
                        SampleDepth.UInt16 => MemoryMarshal.AsBytes(raster.Words.Slice(top * row, rows * row)),
                        _ => MemoryMarshal.AsBytes(raster.Floats.Slice(top * row, rows * row)),
                    }
                );
            }
        }
        finally
        {
            VipsImage.FreeRegion(region);
        }

        _format.Straighten(raster);
        return raster;
    }

    private unsafe void Save(void* pixels, long bytes, Raster raster, string path, SaveOptions options)
    {
        lock (VipsLibrary.Gate)
        {
            using VipsImage pixelsOnly = VipsImage.FromMemory(pixels, bytes, raster.Shape, raster.Channels, raster.Depth);
            using VipsImage image = pixelsOnly.WithHeader(VipsFormat.Header(raster, options.StripMetadata));
            _format.Attach(image, raster.Metadata, options.StripMetadata);
            image.Save(_format.Saver!, path, _format.SaverOptions(raster, options));
        }
    }
}
