using System.Globalization;
using Deconv.Blind;

namespace Deconv.Cli.Reports;

/// <summary>The report of a blind estimate after which nothing was restored.</summary>
internal static class EstimateReport
{
    /// <summary>The page.</summary>
    /// <param name="path">Path of the photograph.</param>
    /// <param name="blurred">The part of the photograph that was to be restored.</param>
    /// <param name="result">The estimate.</param>
    /// <param name="candidates">The candidates; null if they are not shown.</param>
    /// <param name="commandLine">The command line.</param>
    public static string Make(string path, PlanarImage blurred, BlindResult result, CandidateChoice? candidates, string commandLine)
    {
        string lead = string.Create(
            CultureInfo.InvariantCulture,
            $"blind · not restored · {HtmlPage.Size(blurred)} · estimated in {result.EstimateTime.TotalSeconds:F1} s"
        );
        var page = new HtmlPage(path, lead);
        page.Verdict(result.Verdict);
        (int width, int height) = (blurred.Shape.Width, blurred.Shape.Height);
        page.Add($"<figure><img class=\"photograph\" src=\"{Embedded.Uri(blurred)}\" alt=\"The blurred photograph, {width}×{height}\"></figure>");
        if (candidates is not null)
            CandidateSection.Add(page, candidates);
        page.StartCards();
        page.Card(result.Psf, result.Spec ?? "estimated");
        page.Command(commandLine);
        page.EndCards();
        return page.End();
    }
}
