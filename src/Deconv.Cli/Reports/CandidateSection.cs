using System.Globalization;
using System.Text;
using Deconv.Cli.Output;

namespace Deconv.Cli.Reports;

/// <summary>The part of a report that shows the candidates of a blind search.</summary>
internal static class CandidateSection
{
    /// <summary>Adds a part of the photograph, blurred and restored with every candidate.</summary>
    public static void Add(HtmlPage page, CandidateChoice choice)
    {
        TriedCandidates tried = choice.Tried;
        var html = new StringBuilder("<h2>Candidates</h2>\n<div class=\"tiles\">\n");
        html.Append("<figure>").Append(Image(tried.Before, "blurred")).AppendLine("<figcaption>blurred</figcaption></figure>");
        foreach (TriedCandidate t in tried.All)
        {
            string caption = string.Create(
                CultureInfo.InvariantCulture,
                $"<b>{t.Number}</b> {(t.Probability is { } p ? p + " · " : "")}PSF {t.Size.Width}×{t.Size.Height}"
            );
            html.Append("<figure>")
                .Append(Image(t.Image, $"restored with candidate {t.Number}"))
                .Append(CultureInfo.InvariantCulture, $"<img class=\"kernel\" src=\"{Embedded.Uri(t.Candidate.Psf)}\" alt=\"PSF {t.Number}\">")
                .AppendLine(CultureInfo.InvariantCulture, $"<figcaption>{caption}</figcaption></figure>");
        }

        html.AppendLine("</div>");
        html.Append(CultureInfo.InvariantCulture, $"<p class=\"hint\">The part {tried.Window} of the photograph, restored quickly with each PSF. ")
            .Append(HtmlPage.Text(choice.Advice))
            .Append(CultureInfo.InvariantCulture, $"</p>\n<pre>{HtmlPage.Text(choice.Words)}</pre>");
        page.Add(html.ToString());
    }

    private static string Image(PlanarImage image, string text) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"<img src=\"{Embedded.Uri(image)}\" width=\"{image.Shape.Width}\" height=\"{image.Shape.Height}\" alt=\"The part, {text}\">"
        );
}
