using System.CommandLine;
using System.Globalization;
using Deconv.Cli.Options;
using Deconv.Imaging;
using Deconv.Psfs;
using Deconv.Restoration.Verdict;

namespace Deconv.Cli.Commands.Psfs;

/// <summary>deconv psf check: what is wrong with a PSF, and a better one.</summary>
internal static class PsfCheckCommand
{
    public static Command Create()
    {
        Argument<string> spec = PsfText.Spec();
        Option<bool> json = new RunOptions().Json,
            force = new PsfOutput().Force;
        var image = new Option<string?>("--image", "-i")
        {
            Description = "A picture it is meant to have blurred: tries the PSF, its flip, one wider, one narrower and none on it.",
            HelpName = "FILE",
        };
        var fix = new Option<string?>("--fix")
        {
            Description = "Write it without background and negative samples, centered, trimmed, scaled to sum 1: txt, csv, npy, png, tif, pfm.",
            HelpName = "FILE",
        };
        var input = new InputOptions();
        var command = new Command(
            "check",
            """
            Look for what goes wrong with PSFs: off center, cut off, a background left in, negative lobes; with a picture, whether it fits.

            Examples:
              deconv psf check kernel.png
              deconv psf check kernel.png --fix better.txt
              deconv psf check disk:3 --image shot.jpg
            """
        )
        {
            spec,
            image,
            fix,
            force,
            input.Transfer,
            json,
        };
        command.SetAction(parsed =>
        {
            string? better = parsed.GetValue(fix);
            if (better is not null)
                PsfOutput.Check(better, parsed.GetValue(force));
            string name = parsed.GetValue(spec)!;
            Psf psf = Parsing.Psf(name, LoadOptions.Default);
            TextWriter output = parsed.InvocationConfiguration.Output;
            PsfExamination? examination = null;
            if (parsed.GetValue(image) is { } path)
            {
                using Photograph picture = InputOptions.Read(path, input.Load(parsed));
                examination = PsfExaminer.Examine(picture.Color, psf);
            }

            if (parsed.GetValue(json))
                output.WriteLine(PsfText.ToJson("psf check", name, psf, examination));
            else
                Report(psf, examination, output);
            if (better is not null)
                PsfOutput.Save(PsfRepair.Repair(psf), name, better, parsed.GetValue(force), parsed.InvocationConfiguration.Error);
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Report(Psf psf, PsfExamination? examination, TextWriter output)
    {
        PsfText.Describe(psf, output);
        PsfDiagnosis d = psf.Diagnose();
        foreach (PsfFinding finding in d.Findings)
            output.WriteLine($"  {finding.Code}: {finding.Message}");
        foreach (PsfTrial trial in examination?.Trials ?? [])
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {trial.Name, -9} spectrum {trial.SpectrumCost:F4}{(double.IsNaN(trial.Objective) ? "" : $"  objective {trial.Objective:F3}")}"
                )
            );
        if (examination is not null)
            output.WriteLine($"  {examination.Verdict}: {examination.Advice}");
        output.WriteLine(
            d.Findings.Count == 0
                ? $"Nothing wrong was found{(examination is null ? "" : " in the PSF itself")}."
                : $"{d.Findings.Count} finding{(d.Findings.Count == 1 ? "" : "s")}."
        );
    }
}
