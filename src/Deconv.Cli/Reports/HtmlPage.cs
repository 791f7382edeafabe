using System.Globalization;
using System.Net;
using System.Text;
using Deconv.Blind.Verdict;
using Deconv.Cli.Output;
using Deconv.Psfs;

namespace Deconv.Cli.Reports;

/// <summary>
/// The parts that all reports share. A report is one self-contained page: images, style and script are embedded, and nothing is loaded from
/// elsewhere.
/// </summary>
internal sealed class HtmlPage
{
    private const string Policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

    private readonly StringBuilder _page = new();

    /// <summary>Starts a page.</summary>
    /// <param name="path">Path of the photograph; - for standard input.</param>
    /// <param name="lead">One line below the title.</param>
    public HtmlPage(string path, string lead)
    {
        string name = Text(path == "-" ? "standard input" : Path.GetFileName(path));
        _page.Append(
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
            <p class="lead">{Text(lead)}</p>

            """
        );
    }

    /// <summary>Adds HTML.</summary>
    public void Add(string html) => _page.AppendLine(html);

    /// <summary>Adds a verdict with its sentence.</summary>
    public void Verdict(bool good, string code, string sentence) =>
        Add($"<p class=\"verdict{(good ? " good" : "")}\"><b>{Text(code)}</b><br>{Text(sentence)}</p>");

    /// <summary>Adds the verdict on an estimated PSF.</summary>
    public void Verdict(BlindVerdict verdict) => Verdict(verdict.Trusted, $"PSF: {Codes.Of(verdict.Outcome)}", BlindText.Reason(verdict));

    /// <summary>Starts a row of cards.</summary>
    public void StartCards() => Add("<div class=\"cards\">");

    /// <summary>Ends a row of cards.</summary>
    public void EndCards() => Add("</div>");

    /// <summary>Adds a card; the content is HTML.</summary>
    public void Card(string title, string content) => Add($"<section class=\"card\"><h2>{title}</h2>{content}</section>");

    /// <summary>Adds a card with a PSF.</summary>
    public void Card(Psf psf, string spec)
    {
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"{spec}: {psf.Shape.Width}×{psf.Shape.Height} samples, rms radius {psf.Diagnose().RmsRadius:F2} px. "
        );
        Card(
            "PSF",
            $"<img class=\"kernel\" src=\"{Embedded.Uri(psf)}\" alt=\"The point spread function\">"
                + $"<p>{Text(text)}Brightness shows the square root of the value.</p>"
        );
    }

    /// <summary>Adds a card with the PSFs of a field.</summary>
    public void Card(PsfField field, string spec) =>
        Card(
            "PSF",
            $"<img class=\"kernel\" src=\"{Embedded.Uri(field)}\" alt=\"The point spread functions\">"
                + $"<p>{Text($"{spec}: {field.Columns.Count}×{field.Rows.Count} PSFs of {field.Shape.Width}×{field.Shape.Height} samples. ")}"
                + "The PSFs at their places; brightness shows the square root of the value.</p>"
        );

    /// <summary>Adds a card with the command line.</summary>
    public void Command(string commandLine) => Card("Command", $"<pre>{Text(commandLine)}</pre>");

    /// <summary>The complete page.</summary>
    public string End()
    {
        _page.Append(
            CultureInfo.InvariantCulture,
            $"""
            <footer>deconv {Json.Version}. This page is self-contained.</footer>
            </main>
            <script>
            {Resource("report.js")}</script>
            </body>
            </html>

            """
        );
        return _page.ToString();
    }

    /// <summary>A text as HTML.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    /// <summary>Width and height of an image, and whether it has color.</summary>
    public static string Size(PlanarImage image) => $"{image.Shape.Width}×{image.Shape.Height}, {(image.Count == 3 ? "color" : "gray")}";

    private static string Resource(string name)
    {
        using Stream stream = typeof(HtmlPage).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
