using System.Globalization;
using Deconv.Cli.Output;
using Deconv.Restoration;
using Deconv.Restoration.Verdict;

namespace Deconv.Cli.Reports;

/// <summary>The tables of a report, as rows of names and values.</summary>
internal static class ReportTable
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    public static IEnumerable<(string Name, string Value)> Parameters(ReportModel model)
    {
        DeconvolutionReport result = model.Made.Result;
        ResolvedParameters p = result.Parameters;
        PlaneReport first = result.Planes[0];
        yield return ("method", $"{p.Method.Name}, effort {Codes.Of(p.Effort)}");
        if (!p.Prior.Equals(Prior.None))
            yield return ("prior", p.Prior.Name);
        yield return ("λ", string.Create(Culture, $"{first.Lambda:G4} ({model.Made.SourceOf(model.Made.Options.Lambda)})"));
        yield return ("noise", string.Create(Culture, $"{first.Noise:G4} of white ({model.Made.SourceOf(model.Made.Options.Noise)})"));
        if (first.Report.Iterations > 0)
            yield return ("iterations", first.Report.Iterations.ToString(Culture));
        yield return ("boundary", Codes.Of(p.Boundary));
        yield return ("channels", Codes.Of(p.Channels));
        yield return ("PSF trust", Codes.Of(model.Made.Options.PsfTrust));
        yield return ("transfer", model.Made.Blurred.TransferText);
        yield return ("ignored", string.Create(Culture, $"{100 * p.SaturatedShare:F2} % clipped, {p.Impulses} impulses"));
        if (model.Made.IsPart)
            yield return ("crop", model.Made.Region + (model.Made.Margin is { } m ? $", margin {m}" : ", restored with the whole photograph"));
    }

    public static IEnumerable<(string Name, string Value)> Check(ReportModel model)
    {
        FitCheck check = model.Summary.Check;
        if (double.IsFinite(check.ChiSquare))
        {
            yield return ("chi-square", string.Create(Culture, $"{check.ChiSquare:F2} (1: the residual is the noise)"));
            yield return ("whiteness", string.Create(Culture, $"{check.Whiteness:F3} (0: white; above 0.15: structure is left)"));
            yield return ("noise gain", check.NoiseGain.ToString("F2", Culture));
            yield return ("overshoot", string.Create(Culture, $"{check.OvershootPercent:F1} %"));
        }

        if (model.Estimate is { } estimate)
            yield return ("probability", string.Create(Culture, $"{estimate.Probability:F2}, agreement of parts {estimate.Agreement:F2}"));
        if (model.Made.Source is { File: { } input })
            yield return ("input", $"SHA-256 {input[..16]}…");
        if (model.Summary.OutputFile is { } output)
            yield return ("pixels", $"SHA-256 {output.Pixels[..16]}…");
    }
}
