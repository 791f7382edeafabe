using System.Globalization;
using Spectre.Console;

namespace Deconv.Cli.Progress;

/// <summary>
/// How the columns of a line are divided. The name gives way first, down to a few characters, then the bar, then the counters, then the time.
/// </summary>
/// <param name="Name">Columns of the name.</param>
/// <param name="Bar">Columns of the bar; 0 for none.</param>
/// <param name="Step">Columns of the counters; 0 for none.</param>
/// <param name="Left">Columns of the time that is left; 0 for none.</param>
internal readonly record struct BarLayout(int Name, int Bar, int Step, int Left)
{
    /// <summary>Columns of "100%".</summary>
    private const int Percent = 4;

    private const int ShortestName = 8;
    private const int ShortestBar = 10;
    private const int LongestBar = 30;
    private const int StepColumns = 34;
    private const int LeftColumns = 11;

    /// <summary>The layout for a terminal.</summary>
    /// <param name="width">Columns of the terminal; its last one stays empty, since some terminals wrap after it.</param>
    /// <param name="name">Columns of the whole name.</param>
    public static BarLayout For(int width, int name)
    {
        int room = width - 1 - Percent;
        int least = Math.Min(name, ShortestName);

        // Each part costs a space before it.
        int left = room - 1 - least >= 1 + LeftColumns ? LeftColumns : 0;
        room -= left > 0 ? 1 + left : 0;
        int step = room - 1 - least >= 2 + StepColumns + ShortestBar ? StepColumns : 0;
        room -= step > 0 ? 1 + step : 0;
        int bar = room - 1 - least >= 1 + ShortestBar ? ShortestBar : 0;
        room -= bar > 0 ? 1 + bar : 0;
        int shown = Math.Clamp(room - 1, 1, name);
        if (bar > 0)
            bar = Math.Min(LongestBar, bar + Math.Max(0, room - 1 - shown));
        return new(shown, bar, step, left);
    }

    /// <summary>A name within a number of columns: its end, which tells files apart, after an ellipsis.</summary>
    public static string Shorten(string name, int columns)
    {
        if (name.GetCellWidth() <= columns)
            return name;
        int[] starts = StringInfo.ParseCombiningCharacters(name);
        int from = Array.FindIndex(starts, s => name[s..].GetCellWidth() < columns);
        return from < 0 ? "…" : "…" + name[starts[from]..];
    }
}
