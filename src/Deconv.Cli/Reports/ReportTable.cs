using System.Globalization;
using Deconv.Restoration;
using Deconv.Restoration.Verdict;

namespace Deconv.Cli.Reports;

/// <summary>The numbers of a report as rows of names and values.</summary>
internal static class ReportTable
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    public static IEnumerable<(string Name, string Value)> Parameters(ReportModel model)
    {
        DeconvolutionResult result = model.Summary.Result;
        ResolvedParameters p = result.Parameters;
        PlaneReport first = result.Planes[0];
        yield return ("method", $"{p.Method}, effort {p.Effort.ToString().ToLowerInvariant()}");
        if (p.Method != RestorationMethod.Wiener.Name)
            yield return ("prior", p.Prior);
        yield return ("λ", string.Create(Culture, $"{first.Lambda:G4} ({Source(model.Made.Options.Lambda)})"));
        yield return ("noise", string.Create(Culture, $"{first.Noise:G4} of white ({Source(model.Made.Options.Noise)})"));
        if (first.Report.Iterations > 0)
            yield return ("iterations", first.Report.Iterations.ToString(Culture));
        yield return ("boundary", p.Boundary.ToLowerInvariant());
        yield return ("channels", p.Channels.ToLowerInvariant());
        yield return ("PSF trust", model.Made.Options.PsfTrust.ToString().ToLowerInvariant());
        yield return ("transfer", model.Made.Blurred.TransferText);
        yield return ("not trusted", string.Create(Culture, $"{100 * p.SaturatedShare:F2} % clipped, {p.Impulses} impulses"));
        if (model.Made.Box.Shape != model.Made.Blurred.Shape)
            yield return ("crop", model.Made.Box + (model.Made.Margin is { } m ? $", margin {m}" : ", from the whole"));

        string Source(double? given) =>
            given is not null ? "given"
            : model.Made.Options.Automatic is null ? "automatic"
            : "from the recipe";
    }

    public static IEnumerable<(string Name, string Value)> Check(ReportModel model)
    {
        FitCheck check = model.Summary.Result.Check;
        if (double.IsFinite(check.ChiSquare))
        {
            yield return ("chi-square", string.Create(Culture, $"{check.ChiSquare:F2} (1 is all noise explained)"));
            yield return ("whiteness", string.Create(Culture, $"{check.Whiteness:F3} (0 is white, above 0.15 structure is left)"));
            yield return ("noise gain", check.NoiseGain.ToString("F2", Culture));
            yield return ("overshoot", string.Create(Culture, $"{check.OvershootPercent:F1} %"));
        }

        if (model.Estimate is { } estimate)
            yield return ("confidence", string.Create(Culture, $"{estimate.Confidence:F2}, crops agree {estimate.Agreement:F2}"));
        if (model.Made.Source is { File: { } input })
            yield return ("input", $"SHA-256 {input[..16]}…");
        if (model.Summary.OutputFile is { } output)
            yield return ("pixels", $"SHA-256 {output.Pixels[..16]}…");
    }
}
