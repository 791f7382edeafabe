using Spectre.Console;
using Spectre.Console.Rendering;

namespace Deconv.Cli.Progress;

/// <summary>A column of plain text.</summary>
/// <param name="text">The text now.</param>
/// <param name="columns">Its width now; what is longer is shortened.</param>
internal sealed class TextColumn(Func<string> text, Func<int> columns) : ProgressColumn
{
    protected override bool NoWrap => true;

    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
    {
        string now = text();
        int most = columns();
        return new Text(now.Length > most ? BarLayout.Shorten(now, most) : now);
    }

    public override int? GetColumnWidth(RenderOptions options) => columns();
}
