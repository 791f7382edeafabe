using Deconv.Imaging.Codecs;

namespace Deconv.Imaging;

/// <summary>Loads and saves photographs.</summary>
public static class ImageFile
{
    /// <summary>
    /// Reads a photograph, upright: the orientation in its EXIF block is applied to the pixels and becomes 1, so rows and columns are those as seen.
    /// The format is detected from the contents, never from the name.
    /// </summary>
    /// <param name="path">An existing file.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="ImageFormatException">Missing, unreadable, empty, truncated, damaged, too large, not an image file, or not
    /// supported.</exception>
    public static Photograph Load(string path, LoadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        using ImageSource source = ImageSource.FromFile(path);
        return Load(source, options ?? LoadOptions.Default);
    }

    /// <summary>Reads a photograph from the position of a stream to its end.</summary>
    /// <param name="stream">Need not seek; is not closed.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="name">Name of the stream in messages.</param>
    /// <exception cref="ImageFormatException">As for a file.</exception>
    public static Photograph Load(Stream stream, LoadOptions? options = null, string name = "The input stream")
    {
        ArgumentNullException.ThrowIfNull(stream);
        using ImageSource source = ImageSource.FromStream(stream, name);
        return Load(source, options ?? LoadOptions.Default);
    }

    /// <summary>
    /// Writes a photograph in the format of the extension. The file is written atomically.
    /// The curve is the one in the options; otherwise that of the photograph if its ICC profile is written too; otherwise linear for float samples
    /// and, for integer samples, that of the photograph, except that linear light written to a different format becomes sRGB, as viewers expect.
    /// </summary>
    /// <param name="photograph">The photograph; not changed.</param>
    /// <param name="path">The file to create.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <returns>The format, depth and curve that were written, what was clipped, and warnings about what the format cannot hold.</returns>
    /// <exception cref="OutputException">
    /// The file exists, its folder does not, it cannot be written, or no codec writes this extension or depth.
    /// </exception>
    public static SaveReport Save(Photograph photograph, string path, SaveOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(photograph);
        ArgumentNullException.ThrowIfNull(path);
        options ??= SaveOptions.Default;
        IImageCodec codec = ImageCodecs.ForOutput(path, Path.GetExtension(path), options.Codecs);
        AtomicFile.Check(path, options.Overwrite);
        (Raster raster, SaveReport report) = Prepare(photograph, path, codec, options);
        AtomicFile.Write(path, options.Overwrite, stream => report = Write(raster, codec, stream, options, report));
        return report;
    }

    /// <summary>Writes a photograph to a stream. Otherwise as <see cref="Save(Photograph, string, SaveOptions?)"/>.</summary>
    /// <param name="photograph">The photograph; not changed.</param>
    /// <param name="stream">Need not seek; is not closed. After an error it holds part of a file.</param>
    /// <param name="format">An extension or the name of a format: "png", ".tif", "PFM".</param>
    /// <param name="options">Null for the defaults; <see cref="SaveOptions.Overwrite"/> is ignored.</param>
    /// <returns>As for a file.</returns>
    /// <exception cref="OutputException">No codec writes this format or depth, or the stream cannot be written.</exception>
    public static SaveReport Save(Photograph photograph, Stream stream, string format, SaveOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(photograph);
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(format);
        options ??= SaveOptions.Default;
        const string Name = "The output stream";
        IImageCodec codec = ImageCodecs.ForOutput(Name, format, options.Codecs);
        (Raster raster, SaveReport report) = Prepare(photograph, Name, codec, options);
        try
        {
            return Write(raster, codec, stream, options, report);
        }
        catch (IOException e)
        {
            throw new OutputException($"{Name} cannot be written ({e.Message.TrimEnd('.')}). Check its destination and the free space there.", e);
        }
    }

    internal static Photograph Load(ImageSource source, LoadOptions options)
    {
        (Raster raster, string format) = ImageCodecs.Read(source, options);
        (TransferFunction function, string text) = Curve(raster.Transfer, raster.Depth, options);
        List<string> warnings = [.. raster.Warnings];
        (PlanarImage color, PlanarImage? alpha, PlanarImage? missing) = RasterConversion.ToPlanes(
            raster,
            function,
            options.ReplaceNotFinite,
            warnings
        );
        return new Photograph(color, alpha)
        {
            Missing = missing,
            Depth = raster.Depth,
            Transfer = function,
            TransferText = text,
            Metadata = raster.Metadata,
            Format = format,
            Warnings = warnings,
        };
    }

    /// <summary>The curve that samples are decoded with, and its origin.</summary>
    internal static (TransferFunction Function, string Text) Curve(
        (TransferFunction Function, string Text)? said,
        SampleDepth depth,
        LoadOptions options
    ) =>
        options.Transfer is { } given
            ? (given, $"{given} (as given)")
            : said ?? (depth == SampleDepth.Float32 ? (TransferFunction.Linear, "linear (float format)") : (TransferFunction.Srgb, "sRGB (assumed)"));

    private static (Raster Raster, SaveReport Report) Prepare(Photograph photograph, string name, IImageCodec codec, SaveOptions options)
    {
        (SaveReport plan, ImageMetadata metadata) = Plan(photograph, name, codec, options);
        bool keepAlpha = photograph.Alpha is not null && codec.HoldsAlpha;
        (Raster raster, ClipStatistics clipped) = RasterConversion.ToRaster(photograph, keepAlpha, plan.Depth, plan.Transfer, plan.Range, metadata);
        return (raster, plan with { Clipped = clipped });
    }

    /// <summary>How the samples of a photograph are written, and its metadata; nothing is clipped yet.</summary>
    internal static (SaveReport Plan, ImageMetadata Metadata) Plan(Photograph photograph, string name, IImageCodec codec, SaveOptions options)
    {
        var warnings = new List<string>();
        SampleDepth wanted = options.Depth ?? photograph.Depth;
        SampleDepth depth = codec.Depths.Contains(wanted) ? wanted : codec.Depths.LastOrDefault(d => d < wanted, codec.Depths[0]);
        if (depth != wanted)
        {
            if (options.Depth is not null)
                throw new OutputException(
                    $"{name}: {codec.Name} cannot hold {Text(wanted)} samples, only {string.Join(" or ", codec.Depths.Select(Text))}. "
                        + $"Choose another format, for instance {(wanted == SampleDepth.Float32 ? "pfm or tif" : "png or tif")}, or another depth."
                );
            warnings.Add($"{codec.Name} cannot hold {Text(wanted)} samples: {Text(depth)} were written.");
        }

        bool keepAlpha = photograph.Alpha is not null && codec.HoldsAlpha;
        if (photograph.Alpha is not null && !keepAlpha)
            warnings.Add($"{codec.Name} has no alpha channel: transparency was omitted.");
        if (photograph.Metadata.IccProfile is not null && !codec.HoldsProfile)
            warnings.Add($"{codec.Name} cannot hold an ICC profile: it was omitted.");
        ImageMetadata metadata = options.StripMetadata
            ? photograph.Metadata with
            {
                Exif = null,
                Xmp = null,
                Iptc = null,
                Text = [],
                Resolution = null,
            }
            : photograph.Metadata;
        if (photograph.Missing is not null && depth != SampleDepth.Float32)
            warnings.Add($"{codec.Name} holds no missing samples (NaN): values from their surroundings were written.");
        TransferFunction transfer = options.Transfer ?? ChooseTransfer(photograph, codec, depth);
        RangePolicy range = options.RangeFor(depth);
        return (new SaveReport(default, codec.Name, depth, transfer, warnings) { Range = range }, metadata);
    }

    private static SaveReport Write(Raster raster, IImageCodec codec, Stream stream, SaveOptions options, SaveReport report) =>
        report with
        {
            Warnings = [.. report.Warnings, .. codec.Write(raster, stream, options)],
        };

    private static TransferFunction ChooseTransfer(Photograph photograph, IImageCodec codec, SampleDepth depth)
    {
        // The profile defines the meaning of the values, so the curve must match it.
        if (photograph.Metadata.IccProfile is not null && codec.HoldsProfile)
            return photograph.Transfer;
        if (depth == SampleDepth.Float32)
            return photograph.Depth == SampleDepth.Float32 ? photograph.Transfer : TransferFunction.Linear;
        return photograph.Transfer == TransferFunction.Linear && photograph.Format != codec.Name ? TransferFunction.Srgb : photograph.Transfer;
    }

    private static string Text(SampleDepth depth) =>
        depth switch
        {
            SampleDepth.UInt8 => "8-bit",
            SampleDepth.UInt16 => "16-bit",
            _ => "float",
        };
}
