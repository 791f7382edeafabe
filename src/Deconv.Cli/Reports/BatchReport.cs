using System.Globalization;
using Deconv.Cli.Output;

namespace Deconv.Cli.Reports;

/// <summary>The report of several files, or of one that failed before there was a result: what became of each, and why.</summary>
internal static class BatchReport
{
    /// <summary>The page.</summary>
    /// <param name="summary">What became of the files.</param>
    /// <param name="commandLine">The command line.</param>
    public static string Make(BatchSummary summary, string commandLine)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        string title = summary.Count == 1 && summary.Outcomes is [var only] ? only.Path : string.Create(culture, $"{summary.Count} files");
        var page = new HtmlPage(title, string.Create(culture, $"{summary.Succeeded} done, {summary.SkippedCount} skipped, {summary.Failed} failed"));
        page.Verdict(
            summary.Failed == 0,
            summary.Failed == 0 ? "done" : "failed",
            summary.Failed == 0 ? "No file failed." : "The files that failed were not restored; the reason of each is below."
        );
        page.StartCards();
        page.Card(
            "Files",
            "<table>"
                + string.Concat(summary.Outcomes.Select(o => $"<tr><th>{HtmlPage.Text(o.Path)}</th><td>{HtmlPage.Text(o.Text)}</td></tr>\n"))
                + "</table>"
        );
        page.Command(commandLine);
        page.EndCards();
        return page.End();
    }
}
