using Spectre.Console;

namespace Deconv.Cli.Progress;

/// <summary>A bar on a terminal, drawn by Spectre.Console, which is loaded when this class is first used.</summary>
internal static class ProgressBar
{
    /// <summary>Shows the last report as one line while the work runs, and removes the line afterwards.</summary>
    /// <param name="file">The name to show.</param>
    /// <param name="output">The terminal.</param>
    /// <param name="width">Columns of the terminal, asked for again with every frame.</param>
    /// <param name="work">The work; it receives what to call with every report.</param>
    public static T While<T>(string file, TextWriter output, Func<int> width, Func<Action<ProgressStep>, T> work)
    {
        IAnsiConsole console = AnsiConsole.Create(
            new()
            {
                Out = new Terminal(output, width),
                Interactive = InteractionSupport.Yes,
                Ansi = OperatingSystem.IsWindows() ? AnsiSupport.Detect : AnsiSupport.Yes,
                Enrichment = new() { UseDefaultEnrichers = false },
            }
        );
        if (!console.Profile.Capabilities.Ansi)
            return work(_ => { });

        // A process that ends at once, as after a second Ctrl-C, would leave the cursor hidden.
        void ShowCursor(object? sender, EventArgs e) => console.Cursor.Show();
        AppDomain.CurrentDomain.ProcessExit += ShowCursor;
        try
        {
            ProgressStep? last = null;
            BarLayout Layout() => BarLayout.For(width(), file.GetCellWidth());
            var bar = new ProgressBarColumn { Width = Layout().Bar };
            var columns = new List<ProgressColumn> { new TextColumn(() => BarLayout.Shorten(file, Layout().Name), () => Layout().Name) };
            if (Layout().Bar > 0)
                columns.Add(bar);
            columns.Add(new PercentageColumn());
            if (Layout().Step > 0)
                columns.Add(new TextColumn(() => last?.Text ?? "", () => Layout().Step));
            if (Layout().Left > 0)
                columns.Add(new TextColumn(() => TimeLeft.Text(last?.SecondsLeft), () => Layout().Left));
            Spectre.Console.Progress progress = console.Progress().AutoClear(true).Columns([.. columns]);
            progress.ExcludeVerticalPadding = true;
            return progress.Start(context =>
            {
                ProgressTask task = context.AddTask(file, maxValue: 1);
                return work(step =>
                {
                    last = step;
                    bar.Width = Math.Max(1, Layout().Bar);
                    task.Value = step.Fraction;
                });
            });
        }
        finally
        {
            AppDomain.CurrentDomain.ProcessExit -= ShowCursor;
        }
    }
}
