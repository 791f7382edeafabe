using System.Globalization;
using System.Net;
using System.Text;

namespace Deconv.Cli.Reports;

/// <summary>A line chart as SVG, drawn in the color of the surrounding text.</summary>
internal static class Curve
{
    private const int Width = 420,
        Height = 220,
        Left = 62,
        Right = 12,
        Top = 12,
        Bottom = 34;

    /// <param name="values">One value per iteration, from 1; the axis is logarithmic if all are above 0.</param>
    /// <param name="title">Description, for screen readers.</param>
    /// <param name="across">Label of the horizontal axis.</param>
    public static string Draw(IReadOnlyList<double> values, string title, string across)
    {
        bool logarithmic = values.All(v => v > 0);
        double[] y = [.. values.Select(v => logarithmic ? Math.Log10(v) : v)];
        double low = y.Min(),
            high = y.Max(),
            span = Math.Max(high - low, 1e-9 * Math.Max(1, Math.Abs(high)));
        var svg = new StringBuilder();
        CultureInfo culture = CultureInfo.InvariantCulture;
        svg.Append(culture, $"<svg class=\"curve\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(title)}\">");
        foreach (double t in (double[])[0, 0.5, 1])
        {
            double level = low + (t * span),
                at = Height - Bottom - (t * (Height - Top - Bottom));
            svg.Append(culture, $"<line class=\"grid\" x1=\"{Left}\" y1=\"{at:F1}\" x2=\"{Width - Right}\" y2=\"{at:F1}\"/>");
            svg.Append(
                culture,
                $"<text x=\"{Left - 8}\" y=\"{at + 4:F1}\" text-anchor=\"end\">{(logarithmic ? Math.Pow(10, level) : level):G3}</text>"
            );
        }

        var points = new StringBuilder();
        for (int i = 0; i < y.Length; i++)
        {
            double x = Left + ((y.Length > 1 ? (double)i / (y.Length - 1) : 0.5) * (Width - Left - Right));
            points.Append(culture, $"{x:F1},{Height - Bottom - ((y[i] - low) / span * (Height - Top - Bottom)):F1} ");
        }

        svg.Append(culture, $"<polyline points=\"{points.ToString().TrimEnd()}\"/>");
        svg.Append(culture, $"<text x=\"{Left}\" y=\"{Height - 12}\">1</text>");
        svg.Append(culture, $"<text x=\"{Width - Right}\" y=\"{Height - 12}\" text-anchor=\"end\">{values.Count}</text>");
        svg.Append(
            culture,
            $"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 12}\" text-anchor=\"middle\">{WebUtility.HtmlEncode(across)}</text></svg>"
        );
        return svg.ToString();
    }
}
