using Deconv.Imaging.Codecs;
using Deconv.Imaging.PsfFiles;
using Deconv.Psfs;

namespace Deconv.Imaging;

/// <summary>
/// Loads and saves PSFs: text (.txt, .csv), NumPy arrays (.npy) and images, whose samples are used without a transfer function. A loaded PSF is
/// scaled to sum 1, with its origin in the middle.
/// </summary>
public static class PsfFile
{
    // Text cannot be recognized by its contents, so the extension distinguishes text from everything else.
    private static readonly string[] TextExtensions = [".txt", ".csv", ".tsv", ".dat"];

    /// <summary>Reads a PSF. RGB images give their luma (BT.709 weights); alpha is ignored.</summary>
    /// <param name="path">.txt and .csv: one row per line. Everything else is recognized by its contents; a pipe is read once.</param>
    /// <param name="options">The pixel limit for images; null for the defaults.</param>
    /// <exception cref="ImageFormatException">Missing, unreadable, damaged, or not a table of numbers.</exception>
    /// <exception cref="InvalidPsfException">Readable, but no PSF: empty, all zero, not finite, or without a positive sum.</exception>
    public static Psf Load(string path, LoadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        using ImageSource source = ImageSource.FromFile(path);
        return Load(source, Path.GetExtension(path), options ?? LoadOptions.Default);
    }

    /// <summary>Reads a PSF from the position of a stream to its end.</summary>
    /// <param name="stream">Need not seek; is not closed.</param>
    /// <param name="format">"txt" or "csv" for text; anything else is recognized by its contents.</param>
    /// <param name="options">The pixel limit for images; null for the defaults.</param>
    /// <inheritdoc cref="Load(string, LoadOptions?)"/>
    public static Psf Load(Stream stream, string format, LoadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(format);
        using ImageSource source = ImageSource.FromStream(stream, "The PSF stream");
        return Load(source, "." + format.TrimStart('.'), options ?? LoadOptions.Default);
    }

    /// <summary>
    /// Writes a PSF, in the format of the extension: .txt and .csv hold every sample exactly, .npy float32; 16-bit images such as .png are scaled
    /// so that
    /// the largest sample is white; float images (.pfm, .tif) hold the samples themselves. Only an origin in the middle can be kept.
    /// </summary>
    /// <param name="psf">The PSF.</param>
    /// <param name="path">The file to create; it is written atomically.</param>
    /// <param name="overwrite">Whether to replace an existing file; default false.</param>
    /// <returns>Warnings, one sentence each: an origin or negative samples that the file cannot hold.</returns>
    /// <exception cref="OutputException">The file exists, cannot be written, or no codec writes this extension.</exception>
    public static IReadOnlyList<string> Save(Psf psf, string path, bool overwrite = false)
    {
        ArgumentNullException.ThrowIfNull(psf);
        ArgumentNullException.ThrowIfNull(path);
        string extension = Path.GetExtension(path);
        var warnings = new List<string>();
        if (psf.OriginRow != (psf.Shape.Height - 1) / 2 || psf.OriginColumn != (psf.Shape.Width - 1) / 2)
            warnings.Add(
                $"The origin (row {psf.OriginRow}, column {psf.OriginColumn}) cannot be stored in a file: images restored with it will be shifted."
            );
        if (IsText(extension))
            AtomicFile.Write(path, overwrite, s => PsfText.Write(psf, s, extension.Equals(".csv", StringComparison.OrdinalIgnoreCase) ? ',' : ' '));
        else if (extension.Equals(".npy", StringComparison.OrdinalIgnoreCase))
            AtomicFile.Write(path, overwrite, s => NumpyArray.Write(psf.Shape, psf.Samples, s));
        else
            SaveImage(psf, path, overwrite, warnings);
        return warnings;
    }

    private static bool IsText(string extension) => TextExtensions.Contains(extension, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether contents without a name, as a pipe has them, start like a row of numbers or a comment.</summary>
    private static bool IsTable(ReadOnlySpan<byte> head) =>
        head.TrimStart(" \t\r\n"u8) is [(>= (byte)'0' and <= (byte)'9') or (byte)'-' or (byte)'.' or (byte)'#', ..];

    private static Psf Load(ImageSource source, string extension, LoadOptions options)
    {
        (Shape shape, float[] samples) = Samples(source, extension, options);
        try
        {
            return Psf.FromSamples(shape, samples);
        }
        catch (InvalidPsfException e)
        {
            throw new InvalidPsfException($"{source.Name} cannot be used as a PSF. {e.Message}", e);
        }
    }

    private static (Shape Shape, float[] Samples) Samples(ImageSource source, string extension, LoadOptions options)
    {
        byte[] head = source.Head();
        if (head.Length == 0)
            throw new InvalidPsfException($"{source.Name} is empty, so it holds no PSF. Create the file again.");
        if (head.AsSpan().StartsWith(NumpyArray.Signature))
            return NumpyArray.Read(source, options);
        return IsText(extension) || (extension.Length == 0 && IsTable(head)) ? PsfText.Read(source, options) : FromImage(source, options);
    }

    private static (Shape Shape, float[] Samples) FromImage(ImageSource source, LoadOptions options)
    {
        (Raster raster, _) = ImageCodecs.Read(source, options);
        if (raster.Parts > 1)
            throw new InvalidPsfException($"{source.Name} holds {raster.Parts} planes or pages. Name the one that is the PSF: '{source.Name}[1]'.");
        var samples = new float[raster.Shape.Count];
        int channels = raster.Channels;
        for (int i = 0, p = 0; i < samples.Length; i++, p += channels)
            samples[i] =
                channels < 3
                    ? Sample(raster, p)
                    : (0.2126f * Sample(raster, p)) + (0.7152f * Sample(raster, p + 1)) + (0.0722f * Sample(raster, p + 2));
        return (raster.Shape, samples);
    }

    private static float Sample(Raster raster, int at) =>
        raster.Depth switch
        {
            SampleDepth.UInt8 => raster.Bytes[at],
            SampleDepth.UInt16 => raster.Words[at],
            _ => raster.Floats[at],
        };

    private static void SaveImage(Psf psf, string path, bool overwrite, List<string> warnings)
    {
        IImageCodec codec = ImageCodecs.ForOutput(path, Path.GetExtension(path), ImageCodecs.All);
        SampleDepth depth = codec.Depths[^1];
        float largest = 0;
        foreach (float sample in psf.Samples)
            largest = Math.Max(largest, sample);
        using var plane = new PlanarImage(psf.Shape, 1);
        for (int i = 0; i < psf.Samples.Length; i++)
            plane[0][i] = depth == SampleDepth.Float32 ? psf.Samples[i] : psf.Samples[i] / largest;
        using var photograph = new Photograph(plane.Clone())
        {
            Depth = depth,
            Transfer = TransferFunction.Linear,
            Format = codec.Name,
        };
        var options = new SaveOptions
        {
            Depth = depth,
            Transfer = TransferFunction.Linear,
            Range = RangePolicy.Preserve,
            Quality = 100,
            Overwrite = overwrite,
        };
        SaveReport report = ImageFile.Save(photograph, path, options);
        warnings.AddRange(report.Warnings);
        if (report.Clipped.Low > 0)
            warnings.Add(
                $"{report.Clipped.Low} negative samples cannot be stored in a {codec.Name} file and became 0. Use .txt, .npy or .pfm to keep them."
            );
    }
}
