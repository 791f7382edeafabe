using System.Globalization;
using System.Net;
using System.Text;
using Deconv.Blind.Search;
using Deconv.Cli.Output;
using Deconv.Imaging;
using Deconv.Psfs;
using Deconv.Restoration.Verdict;

namespace Deconv.Cli.Reports;

/// <summary>
/// A restoration as one self-contained page: images, style and script are embedded, and nothing is loaded from elsewhere.
/// </summary>
internal static class HtmlReport
{
    private const string ResidualText =
        "The difference between the result, blurred with the PSF, and the input. It should look like uniform gray noise without edges. "
        + "Black and white are four times the noise.";

    private const string Policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

    public static string Make(ReportModel model)
    {
        var page = new StringBuilder();
        string name = Text(model.Made.Path == "-" ? "standard input" : Path.GetFileName(model.Made.Path));
        page.Append(
            CultureInfo.InvariantCulture,
            $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{Policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{name} – deconv</title>
            <style>
            {Resource("report.css")}</style>
            </head>
            <body>
            <main>
            <h1>{name}</h1>
            <p class="lead">{Text(Lead(model))}</p>

            """
        );
        foreach ((bool good, string code, string sentence) in Verdicts(model))
            page.AppendLine(CultureInfo.InvariantCulture, $"<p class=\"verdict{(good ? " good" : "")}\"><b>{Text(code)}</b><br>{Text(sentence)}</p>");
        Sliders(page, model);
        page.AppendLine("<div class=\"cards\">");
        Card(
            page,
            "PSF",
            $"<img class=\"kernel\" src=\"{Embedded.Uri(model.Made.Restoration.Psf)}\" alt=\"The point spread function\">"
                + $"<p>{Text(Kernel(model.Made))}</p>"
        );
        using (Photograph map = ResidualMap.Draw(model.Made.Restoration.Residual))
            Card(page, "Residual", $"<img class=\"residual\" src=\"{Embedded.Map(map.Color)}\" alt=\"The residual\"><p>{ResidualText}</p>");
        IReadOnlyList<double> objective = [.. model.Made.Result.Planes[0].Report.History.Select(i => i.Objective)];
        if (objective.Count > 1)
            Card(
                page,
                "Objective",
                $"{Curve.Draw(objective, "Objective of every iteration", "iteration")}<p>{Text(StopText.Of(model.Made.Result.StopReason))}.</p>"
            );
        page.AppendLine("</div>\n<div class=\"cards\">");
        Card(page, "Parameters", Table(ReportTable.Parameters(model)));
        Card(page, "Check", Table(ReportTable.Check(model)));
        page.AppendLine("</div>\n<div class=\"cards\">");
        string[] warnings = [.. model.Summary.Warnings];
        if (warnings.Length > 0)
            Card(page, "Notes", $"<ul>{string.Concat(warnings.Select(w => $"<li>{Text(w)}</li>"))}</ul>");
        Card(page, "Command", $"<pre>{Text(model.CommandLine)}</pre>");
        page.Append(
            CultureInfo.InvariantCulture,
            $"""
            </div>
            <footer>deconv {Json.Version}. This page is self-contained.</footer>
            </main>
            <script>
            {Resource("report.js")}</script>
            </body>
            </html>

            """
        );
        return page.ToString();
    }

    private static void Sliders(StringBuilder page, ReportModel model)
    {
        PlanarImage before = model.Before,
            after = model.After;
        int k = Embedded.Reduction(before.Shape);
        page.AppendLine(
            Slider.Draw(
                before,
                after,
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
        page.AppendLine(Slider.Draw(a, b, $"{box.Shape.Width}×{box.Shape.Height} pixels at {box.Left},{box.Top}, at full resolution."));
    }

    private static IEnumerable<(bool Good, string Code, string Sentence)> Verdicts(ReportModel model)
    {
        if (model.Estimate is { } estimate)
            yield return (estimate.Trusted, $"PSF: {Codes.Of(estimate.Outcome)}", BlindText.Reason(estimate));
        FitCheck check = model.Made.Result.Check;
        yield return (check.Fits, Codes.Of(check.Verdict), FitText.Advice(check));
    }

    private static string Lead(ReportModel model) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{model.Made.Command} · {model.Made.Spec} · {Size(model.After)} · {model.Made.Result.Elapsed.TotalSeconds:F1} s"
        );

    private static string Size(PlanarImage image) => $"{image.Shape.Width}×{image.Shape.Height}, {(image.Count == 3 ? "color" : "gray")}";

    private static string Kernel(Made made)
    {
        PsfDiagnosis d = made.Restoration.Psf.Diagnose();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{made.Spec}: {made.Restoration.Psf.Shape.Width}×{made.Restoration.Psf.Shape.Height} samples, rms radius "
                + $"{d.RmsRadius:F2} px. Brightness shows the square root of the value."
        );
    }

    private static void Card(StringBuilder page, string title, string content) =>
        page.AppendLine(CultureInfo.InvariantCulture, $"<section class=\"card\"><h2>{title}</h2>{content}</section>");

    private static string Table(IEnumerable<(string Name, string Value)> rows) =>
        $"<dl>{string.Concat(rows.Select(r => $"<dt>{Text(r.Name)}</dt><dd>{Text(r.Value)}</dd>"))}</dl>";

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Resource(string name)
    {
        using Stream stream = typeof(HtmlReport).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
