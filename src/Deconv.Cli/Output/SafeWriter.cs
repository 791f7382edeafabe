using System.Text;

namespace Deconv.Cli.Output;

/// <summary>Passes text on; what happens if it cannot be written is up to the caller.</summary>
/// <param name="open">Gives the writer, when it is first needed; may fail like a write.</param>
/// <param name="lost">Called when text cannot be written.</param>
internal sealed class SafeWriter(Func<TextWriter> open, Action<Exception> lost) : TextWriter
{
    /// <summary>Whether an error means that a stream is closed, or what it goes to is full or gone.</summary>
    public static bool IsLost(Exception e) => e is IOException or UnauthorizedAccessException or ObjectDisposedException;

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Try(w => w.Write(value));

    public override void Write(string? value) => Try(w => w.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(w => w.Write(buffer, index, count));

    public override void WriteLine() => Try(w => w.WriteLine());

    public override void WriteLine(string? value) => Try(w => w.WriteLine(value));

    public override void Flush() => Try(w => w.Flush());

    private void Try(Action<TextWriter> write)
    {
        try
        {
            write(open());
        }
        catch (Exception e) when (IsLost(e))
        {
            lost(e);
        }
    }
}
