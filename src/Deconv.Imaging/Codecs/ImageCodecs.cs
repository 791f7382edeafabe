using Deconv.Imaging.Codecs.Exif;
using Deconv.Imaging.Codecs.Fits;
using Deconv.Imaging.Codecs.Netpbm;
using Deconv.Imaging.Codecs.Png;
using Deconv.Imaging.Codecs.Tiff;
using Deconv.Imaging.Codecs.Vips;

namespace Deconv.Imaging.Codecs;

/// <summary>The single list of codecs, for loading, saving, tests and help.</summary>
public static class ImageCodecs
{
    private static readonly IImageCodec[] Managed =
    [
        new PngCodec(),
        new TiffCodec(),
        new FitsCodec(),
        new PfmCodec(),
        NetpbmCodec.Pnm,
        NetpbmCodec.Pam,
    ];
    private static readonly IImageCodec[] Native = [.. VipsCodec.All()];
    private static IReadOnlyList<IImageCodec> _all = [.. Managed, .. Native];

    /// <summary>Every codec, in the order in which they try to recognize a file: built-in ones, registered ones, those of libvips.</summary>
    public static IReadOnlyList<IImageCodec> All => Volatile.Read(ref _all);

    /// <summary>
    /// Registers the codecs of another library for the whole process; call it once at startup. They precede those that need libvips.
    /// </summary>
    /// <param name="codecs">The codecs; they replace any registered before.</param>
    public static void Register(IEnumerable<IImageCodec> codecs)
    {
        ArgumentNullException.ThrowIfNull(codecs);
        Volatile.Write(ref _all, [.. Managed, .. codecs, .. Native]);
    }

    /// <summary>Reads an image in the axes in which it is seen: turned as its orientation says.</summary>
    /// <returns>The pixels and the name of the format.</returns>
    /// <exception cref="ImageFormatException">Empty, of no known format, or not readable.</exception>
    internal static (Raster Raster, string Format) Read(ImageSource source, LoadOptions options)
    {
        IImageCodec codec = Recognize(source, options.Codecs);
        return (UprightRaster.Of(codec.Read(source, options)), codec.Name);
    }

    /// <summary>The codec for a file, by its first bytes.</summary>
    /// <exception cref="ImageFormatException">Empty, or of no known format.</exception>
    internal static IImageCodec Recognize(ImageSource source, IReadOnlyList<IImageCodec> codecs)
    {
        byte[] head = source.Head();
        if (head.Length == 0)
            throw source.Bad("is empty", "Copy it again from where it came from");
        foreach (IImageCodec codec in codecs)
            if (codec.Recognizes(head))
                return source.Part is null || codec is TiffCodec or FitsCodec
                    ? codec
                    : throw source.Bad($"[{source.Part}] names a part, and {codec.Name} files have none", "Leave the brackets out");
        string known = string.Join(", ", codecs.Select(c => c.Name).Distinct());
        throw source.Bad($"is not an image of a known format (it starts with {Describe(head)})", $"Convert it to one of these: {known}");
    }

    /// <summary>The codec that writes files of an extension ("png", ".PNG") or of a name ("PNG").</summary>
    /// <exception cref="OutputException">No codec writes it.</exception>
    internal static IImageCodec ForOutput(string name, string format, IReadOnlyList<IImageCodec> codecs)
    {
        string wanted = format.TrimStart('.');
        IImageCodec? reader = null;
        foreach (IImageCodec codec in codecs)
        {
            if (
                !codec.Extensions.Contains(wanted, StringComparer.OrdinalIgnoreCase) && !codec.Name.Equals(wanted, StringComparison.OrdinalIgnoreCase)
            )
                continue;
            if (codec.Depths.Count > 0)
                return codec;
            reader = codec;
        }

        string writable = string.Join(", ", codecs.Where(c => c.Depths.Count > 0).SelectMany(c => c.Extensions).Distinct());
        if (reader is not null)
            throw new OutputException($"{name}: {reader.Name} can be read but not written. Use one of {writable}.");
        throw new OutputException(
            wanted.Length == 0
                ? $"{name} has no extension that determines the format. Add one of {writable}."
                : $"{name}: no codec writes '{wanted}'. Use one of {writable}."
        );
    }

    private static string Describe(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> start = head[..Math.Min(12, head.Length)];
        bool text = start.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0;
        return text ? $"the text '{System.Text.Encoding.ASCII.GetString(start)}'" : $"the bytes {Convert.ToHexString(start)}";
    }
}
