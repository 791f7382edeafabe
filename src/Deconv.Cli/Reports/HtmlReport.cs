using System.Globalization;
using Deconv.Blind.Search;
using Deconv.Cli.Output;
using Deconv.Imaging;
using Deconv.Restoration.Verdict;

namespace Deconv.Cli.Reports;

/// <summary>The report of a restoration.</summary>
internal static class HtmlReport
{
    private const string ResidualText =
        "The difference between the result, blurred with the PSF, and the input. It should look like uniform gray noise without edges. "
        + "Black and white are four times the noise.";

    public static string Make(ReportModel model)
    {
        var page = new HtmlPage(model.Made.Path, Lead(model));
        if (model.Estimate is { } estimate)
            page.Verdict(estimate);
        FitCheck check = model.Summary.Check;
        page.Verdict(check.Fits, Codes.Of(check.Verdict), FitText.Advice(check));
        Sliders(page, model);
        if (model.Candidates is { } candidates)
            CandidateSection.Add(page, candidates);
        page.StartCards();
        if (model.Made.Options.Field is { } field)
            page.Card(field, model.Made.Spec);
        else
            page.Card(model.Made.Psf, model.Made.Spec);
        using (Photograph map = ResidualMap.Draw(model.Made.Restoration!.Residual))
            page.Card("Residual", $"<img class=\"residual\" src=\"{Embedded.Map(map.Color)}\" alt=\"The residual\"><p>{ResidualText}</p>");
        IReadOnlyList<double> objective = [.. model.Made.Result.Planes[0].Report.History.Select(i => i.Objective)];
        if (objective.Count > 1)
        {
            string stop = HtmlPage.Text(StopText.Of(model.Made.Result.StopReason));
            page.Card("Objective", $"{Curve.Draw(objective, "Objective of every iteration", "iteration")}<p>{stop}.</p>");
        }

        page.EndCards();
        page.StartCards();
        page.Card("Parameters", Table(ReportTable.Parameters(model)));
        page.Card("Check", Table(ReportTable.Check(model)));
        page.EndCards();
        page.StartCards();
        string[] warnings = [.. model.Summary.Warnings];
        if (warnings.Length > 0)
            page.Card("Notes", $"<ul>{string.Concat(warnings.Select(w => $"<li>{HtmlPage.Text(w)}</li>"))}</ul>");
        page.Command(model.CommandLine);
        page.EndCards();
        return page.End();
    }

    private static void Sliders(HtmlPage page, ReportModel model)
    {
        PlanarImage before = model.Before,
            after = model.After;
        int k = Embedded.Reduction(before.Shape);
        page.Add(
            Slider.Draw(
                before,
                after,
                model.White,
                k == 1
                    ? "Drag the line, or focus it and use the arrow keys."
                    : $"The whole photograph, reduced {k} times; below, the part with the most edges at full resolution."
            )
        );
        if (k == 1)
            return;
        Region box = CropChooser.Densest(before, Embedded.Detail);
        using PlanarImage a = before.Crop(box.Top, box.Left, box.Shape),
            b = after.Crop(box.Top, box.Left, box.Shape);
        page.Add(Slider.Draw(a, b, model.White, $"{box.Shape.Width}×{box.Shape.Height} pixels at {box.Left},{box.Top}, at full resolution."));
    }

    private static string Lead(ReportModel model) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{model.Made.Command} · {model.Made.Spec} · {HtmlPage.Size(model.After)} · {model.Made.Result.Elapsed.TotalSeconds:F1} s"
        );

    private static string Table(IEnumerable<(string Name, string Value)> rows) =>
        $"<dl>{string.Concat(rows.Select(r => $"<dt>{HtmlPage.Text(r.Name)}</dt><dd>{HtmlPage.Text(r.Value)}</dd>"))}</dl>";
}
