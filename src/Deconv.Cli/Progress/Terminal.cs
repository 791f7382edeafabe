using System.Text;
using Spectre.Console;

namespace Deconv.Cli.Progress;

/// <summary>A terminal that Spectre.Console draws on.</summary>
/// <param name="writer">Where to write.</param>
/// <param name="width">Columns now.</param>
internal sealed class Terminal(TextWriter writer, Func<int> width) : IAnsiConsoleOutput
{
    public TextWriter Writer => writer;

    public bool IsTerminal => true;

    public int Width => width();

    /// <summary>More than the one line that is drawn.</summary>
    public int Height => 24;

    /// <summary>The encoding is that of the writer.</summary>
    public void SetEncoding(Encoding encoding) { }
}
