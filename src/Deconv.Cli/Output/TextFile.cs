using System.Text;
using Deconv.Imaging;

namespace Deconv.Cli.Output;

/// <summary>Text files appear whole or not at all, as pictures do.</summary>
internal static class TextFile
{
    /// <exception cref="OutputException">It exists and is not to be replaced, or cannot be written.</exception>
    public static void Write(string path, string text, bool force) =>
        AtomicFile.Write(path, force, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
}
