using System.Globalization;
using Deconv.Cli.Output;

namespace Deconv.Cli.Jobs.Sweeping;

/// <summary>The result of a sweep as a table or as JSON.</summary>
/// <param name="Path">Path of the photograph.</param>
/// <param name="Parameter">Name of the swept parameter.</param>
/// <param name="Box">The crop.</param>
/// <param name="Trials">The trials.</param>
/// <param name="Choice">Index of the recommended trial.</param>
/// <param name="Automatic">Automatic λ; null in sweeps over PSFs.</param>
/// <param name="Sheet">Path of the contact sheet.</param>
/// <param name="Recipe">Path of the recipe.</param>
internal sealed record SweepReport(
    string Path,
    string Parameter,
    Region Box,
    IReadOnlyList<SweepTrial> Trials,
    int Choice,
    double? Automatic,
    string Sheet,
    string Recipe
)
{
    public void WriteText(TextWriter writer)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        bool spectrum = Automatic is null;
        writer.WriteLine(
            string.Create(culture, $"{Path}, crop {Box}{(Automatic is { } lambda ? string.Create(culture, $", automatic λ {lambda:G4}") : "")}")
        );
        writer.WriteLine($"pick {Parameter, 12}    chi2  whiteness  roughness  overshoot{(spectrum ? "  spectrum" : "")}");
        for (int i = 0; i < Trials.Count; i++)
        {
            SweepTrial t = Trials[i];
            string mark = i == Choice ? ">" : " ",
                values = string.Create(culture, $"{t.Check.ChiSquare, 7:F2} {t.Check.Whiteness, 10:F3} {t.Roughness, 10:F2}"),
                overshoot = string.Create(culture, $"{t.Check.OvershootPercent, 9:F1}%"),
                misfit = spectrum ? t.Spectrum.ToString("F4", culture).PadLeft(10) : "";
            writer.WriteLine($"{mark}{i + 1, 3} {t.Label, 12} {values} {overshoot}{misfit}  {string.Join(", ", t.Marks)}".TrimEnd());
        }

        writer.WriteLine($"Choose a value on {Sheet}, then run: deconv replay {ShellWords.File(Recipe)} --pick {Choice + 1}");
    }

    public string ToJson() =>
        Json.Result(
            "sweep",
            true,
            json =>
            {
                json.WriteString("input", Path);
                json.WriteString("parameter", Parameter);
                json.WriteString("crop", Box.ToString());
                if (Automatic is { } lambda)
                    json.WriteFinite("automaticLambda", lambda);
                json.WriteStartArray("trials");
                for (int i = 0; i < Trials.Count; i++)
                {
                    SweepTrial t = Trials[i];
                    json.WriteStartObject();
                    json.WriteNumber("pick", i + 1);
                    json.WriteNumber("value", t.Value);
                    json.WriteString("psf", t.Psf.Spec);
                    json.WriteFinite("chi2PerPixel", t.Check.ChiSquare);
                    json.WriteFinite("residualWhiteness", t.Check.Whiteness);
                    json.WriteFinite("roughness", t.Roughness);
                    json.WriteFinite("overshootPercent", t.Check.OvershootPercent);
                    if (double.IsFinite(t.Spectrum))
                        json.WriteNumber("spectrum", t.Spectrum);
                    json.WriteStrings("marks", t.Marks);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteNumber("choice", Choice + 1);
                json.WriteString("sheet", Sheet);
                json.WriteString("recipe", Recipe);
            }
        );
}
