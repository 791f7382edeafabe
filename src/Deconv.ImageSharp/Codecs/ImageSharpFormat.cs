using Deconv.Imaging;
using Deconv.Imaging.Codecs;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;

namespace Deconv.ImageSharp.Codecs;

/// <summary>
/// What a codec over ImageSharp has to know of a format. Most of it is read from the bytes of the file, because ImageSharp 2 tells little of a
/// file before it decodes it. What reads them may throw anything on damaged files.
/// </summary>
/// <param name="Name">To show.</param>
/// <param name="Extensions">The usual one first.</param>
/// <param name="Decoder">Reads the first picture.</param>
/// <param name="Head">How its files start.</param>
internal sealed record ImageSharpFormat(string Name, IReadOnlyList<string> Extensions, IImageDecoder Decoder, Func<byte[], bool> Head)
{
    /// <summary>Writes it, at a quality of 1 to 100; null if it is only read.</summary>
    public Func<Raster, int, IImageEncoder>? Encoder { get; init; }

    /// <summary>Whether alpha is written.</summary>
    public bool HoldsAlpha { get; init; }

    /// <summary>Whether an ICC profile is written.</summary>
    public bool HoldsProfile { get; init; } = true;

    /// <summary>Whether EXIF is written.</summary>
    public bool HoldsExif { get; init; }

    /// <summary>Throws for kinds of the format that ImageSharp reads wrong.</summary>
    public Action<ImageSource, byte[]> Refuse { get; init; } = (_, _) => { };

    /// <summary>Whether a file is all there: ImageSharp opens half a file without a word. True where it cannot be told.</summary>
    public Func<byte[], bool> IsComplete { get; init; } = _ => true;

    /// <summary>Whether a file is gray and has more than 8 bits.</summary>
    public Func<byte[], (bool Gray, bool Wide)> Kind { get; init; } = _ => (false, false);

    /// <summary>How large the file says that it prints; null where it says nothing, for which ImageSharp would put 96 dots per inch.</summary>
    public Func<byte[], Image, Resolution?> PrintSize { get; init; } = (_, _) => null;

    /// <summary>What is not kept of a file that is read all the same; one sentence each.</summary>
    public Func<byte[], IEnumerable<string>> Warnings { get; init; } = _ => [];
}
