using System.Runtime.InteropServices;

namespace Deconv.Imaging.Codecs.Vips;

/// <summary>An error inside libvips; never thrown out of the codec.</summary>
internal sealed class VipsException : Exception
{
    private VipsException(string message)
        : base(message) { }

    /// <summary>Takes the error text of libvips and clears it.</summary>
    public static VipsException Take()
    {
        string text = Marshal.PtrToStringUTF8(VipsNative.ErrorBuffer()) ?? "";
        VipsNative.ErrorClear();
        string line = string.Join("; ", text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().Take(3));
        return new VipsException(line.Length == 0 ? "no reason given" : line.TrimEnd('.'));
    }
}
