using System.Runtime.CompilerServices;
using NetVips;

namespace Deconv.Imaging.Codecs.Vips;

/// <summary>A format that libvips reads and in some cases writes. Where libvips lacks it, its files are still recognized.</summary>
public sealed class VipsCodec : IImageCodec
{
    // Strips of this height keep the copies small compared with the image and the calls few.
    private const int StripRows = 64;

    private readonly VipsFormat _format;
    private readonly Lazy<bool> _reads;

    private VipsCodec(VipsFormat format)
    {
        _format = format;
        _reads = new Lazy<bool>(() => VipsLibrary.Has(format.Loader) && (format.Probe is not { } probe || Opens(probe)));
    }

    /// <summary>The codecs of all formats of libvips. Every use of this class begins here.</summary>
    internal static IEnumerable<VipsCodec> All()
    {
        VipsLoader.EnsureInstalled();
        return Create();
    }

    /// <summary>
    /// True if a libvips was loaded: that of the package NetVips.Native, or with the environment variable DECONV_LIBVIPS=system the one installed on
    /// the machine. DECONV_LIBVIPS=none disables it.
    /// </summary>
    public static bool IsAvailable => VipsLibrary.IsAvailable;

    /// <summary>The version of libvips and where it is from, "8.18.7 (package)" or "8.14.1 (system)"; null if there is none.</summary>
    public static string? Library => IsAvailable ? $"{VipsLibrary.Version} ({VipsLibrary.Origin})" : null;

    /// <summary>Why there is none and what to do, without a period; null if there is one.</summary>
    public static string? Problem => VipsLibrary.Problem;

    /// <summary>Whether the loaded libvips reads this format, found by asking it for the reader.</summary>
    public bool CanRead => IsAvailable && _reads.Value;

    /// <summary>Whether the loaded libvips writes this format, found by asking it for the writer.</summary>
    public bool CanWrite => _format.Saver is { } saver && VipsLibrary.Has(saver.Operation);

    /// <inheritdoc/>
    public string Name => _format.Name;

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions => _format.Extensions;

    /// <inheritdoc/>
    public IReadOnlyList<SampleDepth> Depths => _format.Depths;

    /// <inheritdoc/>
    public bool HoldsAlpha => _format.HoldsAlpha;

    /// <inheritdoc/>
    public bool HoldsProfile => _format.Saver is not null;

    /// <inheritdoc/>
    public bool Recognizes(ReadOnlySpan<byte> head) => _format.Recognizes(head);

    /// <inheritdoc/>
    public Raster Read(ImageSource source, LoadOptions options)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        if (!CanRead)
            throw source.Bad($"is a {Name} image", Advice());
        byte[] file = source.Bytes();
        object input = InMemory ? file : Path.GetFullPath(source.AsFile());
        try
        {
            lock (VipsLibrary.Gate)
            {
                _ = VipsLibrary.Complaints();
                using Image image = Open(input);
                return Read(image, file, source, options);
            }
        }
        catch (VipsException e)
        {
            throw source.Bad(
                $"is damaged, truncated or of an unusual kind of {Name} ({VipsLibrary.Reason(e)})",
                "Copy it again, or convert it to PNG or TIFF",
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
        if (!CanWrite)
            throw new OutputException($"{Name} files cannot be written here. {Advice()}.");
        try
        {
            byte[] file;
            lock (VipsLibrary.Gate)
            {
                _ = VipsLibrary.Complaints();
                file = VipsPixels.Save(raster, _format.Saver!, options);
            }

            return _format.Saver!.Finish(file, raster, options.StripMetadata, output);
        }
        catch (VipsException e)
        {
            throw new OutputException($"{Name} cannot hold this image ({VipsLibrary.Reason(e)}). Choose another format, for instance png.", e);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static VipsCodec[] Create() => [.. VipsFormats.All.Select(format => new VipsCodec(format))];

    private bool InMemory => _format.Loader.EndsWith("_buffer", StringComparison.Ordinal);

    private string Advice() =>
        VipsLibrary.Problem
        ?? (
            VipsLibrary.Origin == VipsChoice.Package
                ? $"The packaged libvips does not read {Name}. Set the environment variable {VipsChoice.Variable}=system to use an installed one "
                    + $"({VipsChoice.HowToInstall}), or convert the image to PNG or TIFF"
                : $"The installed libvips {VipsLibrary.Version} does not read {Name}. Convert the image to PNG or TIFF"
        );

    private Image Open(object input)
    {
        var options = new VOption { { "access", Enums.Access.Sequential }, { "fail_on", Enums.FailOn.Truncated } };
        return (Image)Operation.Call(_format.Loader, options, null, input);
    }

    private bool Opens(byte[] probe)
    {
        try
        {
            lock (VipsLibrary.Gate)
            {
                using Image image = Open(probe);
                _ = image.WriteToMemory<byte>();
                return true;
            }
        }
        catch (VipsException)
        {
            return false;
        }
    }

    private Raster Read(Image opened, byte[] file, ImageSource source, LoadOptions options)
    {
        Shape shape = source.CheckSize(opened.Height, opened.Width, opened.Bands, options);
        var warnings = new List<string>();
        using Image? converted = VipsColor.FromInks(opened, warnings);
        Image image = converted ?? opened;
        if (VipsPixels.DepthOf(image.Format) is not { } depth)
            throw source.Bad("holds samples that are not 8-bit, 16-bit or float32", "Convert it to float32 first");
        if (VipsColor.Problem(image.Interpretation) is { } problem)
            throw source.Bad($"is a {problem} image", "Convert it to RGB or gray first");
        if (image.Bands > 4)
            throw source.Bad($"has {image.Bands} channels; 1 to 4 can be used", "Extract the channels you need first");
        if (opened.Contains("n-pages") && opened.Get("n-pages") is int pages and > 1)
            warnings.Add($"The file holds {pages} pages: only the first was read.");
        warnings.AddRange(_format.LeftOut(file));
        ImageMetadata metadata = _format.Metadata(image, file);
        var raster = new Raster(shape, image.Bands, depth)
        {
            Metadata = metadata,
            Transfer = metadata.IccProfile is { } profile ? Color.IccCurve.Find(profile) : null,
            Warnings = warnings,
        };
        using (NetVips.Region region = NetVips.Region.New(image))
        {
            int row = shape.Width * raster.Channels * VipsPixels.Bytes(depth);
            for (int top = 0; top < shape.Height; top += StripRows)
            {
                int rows = Math.Min(StripRows, shape.Height - top);
                region.Fetch(0, top, shape.Width, rows).CopyTo(VipsPixels.Of(raster).Slice(top * row, rows * row));
            }
        }

        if (VipsLibrary.Complaints() is { } complaints)
            warnings.Add($"The file is damaged, and a part of the picture may be wrong: {complaints}.");
        if (_format.Premultiplied)
            Alpha.Divide(raster);
        return raster;
    }
}
