using Deconv.Imaging;
using Deconv.Imaging.Codecs;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;

namespace Deconv.ImageSharp.Codecs;

/// <summary>
/// What a codec based on ImageSharp needs to know about a format. Most of it is read from the bytes of the file, because ImageSharp 2 reports little
/// about a file before decoding it. The functions may throw any exception on damaged files.
/// </summary>
/// <param name="Name">Display name.</param>
/// <param name="Extensions">Extensions, the usual one first.</param>
/// <param name="Decoder">Reads the first image.</param>
/// <param name="Head">Whether the first bytes of a file are of this format.</param>
internal sealed record ImageSharpFormat(string Name, IReadOnlyList<string> Extensions, IImageDecoder Decoder, Func<byte[], bool> Head)
{
    /// <summary>Creates the encoder for a quality of 1 to 100; null if the format is only read.</summary>
    public Func<Raster, int, IImageEncoder>? Encoder { get; init; }

    /// <summary>Whether alpha is written.</summary>
    public bool HoldsAlpha { get; init; }

    /// <summary>Whether an ICC profile is written.</summary>
    public bool HoldsProfile { get; init; } = true;

    /// <summary>The metadata that is written.</summary>
    public Held Holds { get; init; }

    /// <summary>Throws for kinds of the format that ImageSharp decodes incorrectly.</summary>
    public Action<ImageSource, byte[]> Refuse { get; init; } = (_, _) => { };

    /// <summary>Whether a file is complete: ImageSharp opens truncated files without an error. True if unknown.</summary>
    public Func<byte[], bool> IsComplete { get; init; } = _ => true;

    /// <summary>Whether a file is gray.</summary>
    public Func<byte[], bool> IsGray { get; init; } = _ => false;

    /// <summary>Print resolution of the file; null if it has none, where ImageSharp would report 96 dots per inch.</summary>
    public Func<byte[], Image, Resolution?> PrintSize { get; init; } = (_, _) => null;

    /// <summary>Warnings about properties of the file that are not preserved; one sentence each.</summary>
    public Func<byte[], IEnumerable<string>> Warnings { get; init; } = _ => [];
}
