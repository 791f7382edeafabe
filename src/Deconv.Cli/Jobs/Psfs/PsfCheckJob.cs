using System.Globalization;
using Deconv.Cli.Options;
using Deconv.Cli.Output;
using Deconv.Imaging;
using Deconv.Psfs;
using Deconv.Restoration.Verdict;

namespace Deconv.Cli.Jobs.Psfs;

/// <summary>Checks a PSF and can write a corrected one.</summary>
/// <param name="request">The PSF.</param>
/// <param name="image">A photograph with this blur, or null.</param>
/// <param name="fix">File for the corrected PSF, or null.</param>
internal sealed class PsfCheckJob(PsfFileRequest request, string? image, string? fix)
{
    /// <summary>Returns the exit code.</summary>
    public int Run(JobIo io)
    {
        PsfOutput.Check(fix, request.Force);
        Psf psf = PsfSpec.Parse(request.Subject);
        PsfExamination? examination = null;
        if (image is not null)
        {
            using Photograph photograph = InputRequest.Read(image, request.Load);
            Measurable.CheckDetail(image, photograph);
            examination = PsfExaminer.Examine(photograph.Color, psf);
        }

        if (request.Json)
            io.Output.WriteLine(PsfReport.ToJson("psf check", request.Subject, psf, examination));
        else
            Report(request.Subject, psf, examination, io.Output);
        if (fix is not null)
            PsfOutput.Save(PsfRepair.Repair(psf), request.Subject, fix, request.Force, io.Error);
        return ExitCode.Ok;
    }

    private static void Report(string spec, Psf psf, PsfExamination? examination, TextWriter output)
    {
        PsfReport.Describe(psf, output);
        IReadOnlyList<PsfFinding> findings = psf.Diagnose().Findings;
        foreach (PsfFinding finding in findings)
            output.WriteLine($"  {Codes.Of(finding.Flaw)}: {PsfText.Of(finding, spec)}");
        foreach (PsfTrial trial in examination?.Trials ?? [])
        {
            string objective = double.IsNaN(trial.Objective) ? "" : string.Create(CultureInfo.InvariantCulture, $"  objective {trial.Objective:F3}"),
                spectrum = trial.SpectrumCost.ToString("F4", CultureInfo.InvariantCulture);
            output.WriteLine($"  {PsfText.Of(trial.Kind).PadRight(9)} spectrum {spectrum}{objective}");
        }

        if (examination is not null)
            output.WriteLine($"  {Codes.Of(examination.Verdict)}: {PsfText.Advice(examination.Verdict)}");
        string where = examination is null ? "" : " in the PSF itself",
            count = findings.Count == 1 ? "1 finding" : $"{findings.Count} findings";
        output.WriteLine(findings.Count == 0 ? $"No defects were found{where}." : $"{count}.");
    }
}
