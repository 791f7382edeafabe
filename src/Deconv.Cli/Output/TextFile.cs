using System.Text;
using Deconv.Imaging;

namespace Deconv.Cli.Output;

/// <summary>Writes text files completely or not at all, as image files are written.</summary>
internal static class TextFile
{
    /// <exception cref="OutputException">It exists and must not be overwritten, or it cannot be written.</exception>
    public static void Write(string path, string text, bool force) =>
        AtomicFile.Write(path, force, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
}
