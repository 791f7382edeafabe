using Deconv.ImageSharp.Codecs;
using Deconv.Imaging;
using ImageFormatException = Deconv.Imaging.ImageFormatException;

namespace Deconv.ImageSharp.Tests;

/// <summary>Files read and written by the codecs of ImageSharp only.</summary>
internal static class Coding
{
    public static SaveOptions Writing { get; } = new() { Codecs = ImageSharpCodecs.All, Quality = 100 };

    public static byte[] Encode(Photograph photo, string format, SaveOptions? options = null)
    {
        using var stream = new MemoryStream();
        ImageFile.Save(photo, stream, format, options ?? Writing);
        return stream.ToArray();
    }

    public static Photograph Decode(byte[] file)
    {
        using var stream = new MemoryStream(file);
        return ImageFile.Load(stream, new() { Codecs = ImageSharpCodecs.All });
    }

    /// <summary>The message of a file that is refused.</summary>
    public static string Refusal(byte[] file) => Assert.Throws<ImageFormatException>(() => Decode(file)).Message;
}
