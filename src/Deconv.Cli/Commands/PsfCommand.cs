using System.CommandLine;
using System.Globalization;
using Deconv.Cli.Options;
using Deconv.Cli.Output;
using Deconv.Imaging;
using Deconv.Restoration;

namespace Deconv.Cli.Commands;

/// <summary>deconv psf: make, show and check point spread functions.</summary>
internal static class PsfCommand
{
    private const string Shades = " .:-=+*#%@";

    public static Command Create() => new(
        "psf",
        $"""
        Make, show or check a PSF. A PSF is one word:

        {string.Join("\n", Catalog.Psfs.Select(g => $"  {g.Example,-36}{g.Summary}"))}
          kernel.png, file:kernel.tif          a file (png, pfm, txt, csv, npy, tif); scale=F and center=auto|peak|centroid|geometric may follow
          "disk:3*gaussian:0.6"                one blur after the other

        Lengths are pixels, angles degrees counter-clockwise from the right. A PSF is scaled to sum 1, used in true convolution, integrated over
        pixels, and any size will do.
        """)
    {
        Make(), Show(), Check(),
    };

    private static Command Make()
    {
        var spec = Spec();
        var output = new Option<string>("--output", "-o") { Description = "File to write: txt, csv, npy, png, pfm, tif.", HelpName = "FILE", Required = true };
        var force = new Option<bool>("--force", "-f", "--overwrite") { Description = "Replace a file that exists." };
        var command = new Command("make", "Write a PSF to a file.\n\nExample:\n  deconv psf make \"disk:3*gaussian:0.6\" -o kernel.txt") { spec, output, force };
        command.SetAction(parsed =>
        {
            Psf psf = Parsing.Psf(parsed.GetValue(spec)!, LoadOptions.Default);
            string path = parsed.GetValue(output)!;
            foreach (string warning in PsfFile.Save(psf, path, parsed.GetValue(force))) parsed.InvocationConfiguration.Error.WriteLine($"  note: {warning}");
            parsed.InvocationConfiguration.Error.WriteLine($"{parsed.GetValue(spec)} → {path}  {psf.Shape.Width}×{psf.Shape.Height}");
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Show()
    {
        var spec = Spec();
        var json = new Option<bool>("--json") { Description = "Statistics as JSON." };
        var command = new Command("show", "Draw a PSF on the terminal with its statistics.\n\nExample:\n  deconv psf show motion:15,30") { spec, json };
        command.SetAction(parsed =>
        {
            Psf psf = Parsing.Psf(parsed.GetValue(spec)!, LoadOptions.Default);
            TextWriter output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json)) output.WriteLine(ToJson("psf show", parsed.GetValue(spec)!, psf));
            else
            {
                Draw(psf, output);
                Describe(psf, output);
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Check()
    {
        var spec = Spec();
        var json = new Option<bool>("--json") { Description = "Findings as JSON." };
        var image = new Option<string?>("--image", "-i") { Description = "A picture it is meant to have blurred: tries the PSF, its flip, one wider, one narrower and none on it.", HelpName = "FILE" };
        var input = new InputOptions();
        var command = new Command("check", "Look for what goes wrong with PSFs: off center, cut off, a background left in, negative lobes; with a picture, whether it fits.\n\nExamples:\n  deconv psf check kernel.png\n  deconv psf check disk:3 --image shot.jpg") { spec, image, input.Transfer, json };
        command.SetAction(parsed =>
        {
            Psf psf = Parsing.Psf(parsed.GetValue(spec)!, LoadOptions.Default);
            TextWriter output = parsed.InvocationConfiguration.Output;
            PsfExamination? examination = null;
            if (parsed.GetValue(image) is { } path)
            {
                using Photograph picture = InputOptions.Read(path, input.Load(parsed));
                examination = PsfDoctor.Examine(picture.Color, psf);
            }

            if (parsed.GetValue(json)) output.WriteLine(ToJson("psf check", parsed.GetValue(spec)!, psf, examination));
            else
            {
                Describe(psf, output);
                PsfDiagnosis d = psf.Diagnose();
                foreach (PsfFinding finding in d.Findings) output.WriteLine($"  {finding.Code}: {finding.Message}");
                foreach (PsfTrial trial in examination?.Trials ?? [])
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {trial.Name,-9} spectrum {trial.SpectrumCost:F4}{(double.IsNaN(trial.Objective) ? "" : $"  objective {trial.Objective:F3}")}"));
                if (examination is not null) output.WriteLine($"  {examination.Verdict}: {examination.Advice}");
                output.WriteLine(d.Findings.Count == 0 ? "Nothing wrong was found." : $"{d.Findings.Count} finding{(d.Findings.Count == 1 ? "" : "s")}.");
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static Argument<string> Spec() => new("PSF") { Description = "The PSF, as in 'deconv psf --help'." };

    private static void Describe(Psf psf, TextWriter output)
    {
        PsfDiagnosis d = psf.Diagnose();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{psf.Shape.Width}×{psf.Shape.Height}, sum before scaling {d.OriginalSum:G5}, rms radius {d.RmsRadius:F2} px, center of mass ({d.CentroidColumn - psf.OriginColumn:F2}, {d.CentroidRow - psf.OriginRow:F2}) px from the origin, border {d.BorderMass:P2}, symmetry {d.Symmetry:F2}"));
    }

    private static void Draw(Psf psf, TextWriter output)
    {
        float largest = 0;
        foreach (float v in psf.Samples) largest = Math.Max(largest, v);
        int step = (Math.Max(psf.Shape.Height, psf.Shape.Width) + 63) / 64;
        for (int y = 0; y < psf.Shape.Height; y += step)
        {
            var line = new System.Text.StringBuilder();
            for (int x = 0; x < psf.Shape.Width; x += step)
            {
                // Square root, so that faint parts show; two characters for a square.
                char shade = Shades[(int)Math.Round(Math.Sqrt(Math.Max(0, psf.Samples[(y * psf.Shape.Width) + x]) / largest) * (Shades.Length - 1))];
                line.Append(shade).Append(shade);
            }

            output.WriteLine(line.ToString().TrimEnd());
        }
    }

    private static string ToJson(string command, string spec, Psf psf, PsfExamination? examination = null)
    {
        PsfDiagnosis d = psf.Diagnose();
        return Json.Result(command, true, json =>
        {
            json.WriteString("spec", spec);
            json.WriteNumber("width", psf.Shape.Width);
            json.WriteNumber("height", psf.Shape.Height);
            json.WriteFinite("sum", d.OriginalSum);
            json.WriteStartArray("centroid");
            json.WriteNumberValue(d.CentroidColumn - psf.OriginColumn);
            json.WriteNumberValue(d.CentroidRow - psf.OriginRow);
            json.WriteEndArray();
            json.WriteFinite("shift", d.Shift);
            json.WriteFinite("rmsRadius", d.RmsRadius);
            json.WriteFinite("borderMass", d.BorderMass);
            json.WriteFinite("negativeMass", d.NegativeMass);
            json.WriteFinite("floorRatio", d.FloorRatio);
            json.WriteFinite("symmetry", d.Symmetry);
            json.WriteStrings("findings", d.Findings.Select(f => f.Code));
            if (examination is null) return;
            json.WriteString("verdict", examination.Verdict);
            json.WriteString("advice", examination.Advice);
            json.WriteStartArray("trials");
            foreach (PsfTrial trial in examination.Trials)
            {
                json.WriteStartObject();
                json.WriteString("name", trial.Name);
                json.WriteFinite("spectrum", trial.SpectrumCost);
                json.WriteFinite("objective", trial.Objective);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }
}
