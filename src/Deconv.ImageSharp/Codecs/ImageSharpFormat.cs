using Deconv.Imaging.Codecs;
using SixLabors.ImageSharp.Formats;

namespace Deconv.ImageSharp.Codecs;

/// <summary>What a codec over ImageSharp has to know of a format.</summary>
/// <param name="Name">To show.</param>
/// <param name="Extensions">The usual one first.</param>
/// <param name="Decoder">Reads it.</param>
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

    /// <summary>Whether the file says how large it prints.</summary>
    public bool HoldsResolution { get; init; } = true;

    /// <summary>Whether a file is all there: ImageSharp opens half a file without a word. True where it cannot be told.</summary>
    public Func<byte[], bool> IsComplete { get; init; } = _ => true;

    /// <summary>Throws for kinds of the format that ImageSharp reads wrong.</summary>
    public Action<ImageSource, SixLabors.ImageSharp.ImageInfo> Refuse { get; init; } = (_, _) => { };
}
