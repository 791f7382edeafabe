using System.CommandLine;
using System.Globalization;
using Deconv.Cli.Options;
using Deconv.Cli.Recipes;
using Deconv.Cli.Sweeping;
using Deconv.Imaging;
using Deconv.Psfs;
using Deconv.Restoration;

namespace Deconv.Cli.Commands;

/// <summary>deconv sweep: several values on a crop, to look at and to choose from.</summary>
internal static class SweepCommand
{
    private const int Side = 256;

    public static Command Create()
    {
        var lambda = new Option<string?>("--lambda")
        {
            Description = "Strengths of the prior to try: LOW..HIGH:COUNT in equal ratios, or a list with commas.",
            HelpName = "RANGE",
        };
        var psfRange = new Option<string?>("--psf-range")
        {
            Description = "A parameter of the PSF to try: NAME=LOW..HIGH:COUNT in equal steps, or NAME=A,B,C, such as r=1..4:7, angle=0,45,90.",
            HelpName = "NAME=RANGE",
        };
        var sheet = new Option<string?>("--sheet")
        {
            Description = "Where the contact sheet goes. Default: NAME-sweep.png beside the input.",
            HelpName = "FILE",
        };
        var save = new Option<string?>("--save-recipe")
        {
            Description = "Where the recipe goes, for 'deconv replay FILE --pick N'. Default, and auto: SHEET.recipe.json.",
            HelpName = "FILE|auto",
        };
        var force = new Option<bool>("--force", "-f", "--overwrite") { Description = "Replace files that exist." };
        var input = new InputOptions();
        var restore = new RestoreOptions();
        var crop = new CropOptions();
        var run = new RunOptions();
        var command = new Command(
            "sweep",
            """
            Try several values on a crop: a labeled contact sheet to look at, a table, and a recipe to restore the whole picture with the one you pick.
            Frames mark what the rules would choose; the yellow one is what would be taken where nobody looks.

            Examples:
              deconv sweep shot.tif -p disk:3 --lambda 1e-5..1e-2:7 --sheet try.png
              deconv sweep shot.tif -p disk:3 --psf-range r=2..5:7              (then: deconv replay shot-sweep.png.recipe.json --pick 4)
              deconv sweep plate.png -p motion:20,30 --psf-range angle=0..75:6 --crop 400,300,256,256
            """
        )
        {
            lambda,
            psfRange,
            sheet,
            save,
            force,
        };
        input.AddTo(command, several: false);
        restore.AddTo(
            command,
            restore.Lambda,
            restore.ResidualMap,
            restore.Amount,
            restore.TimeLimit,
            restore.AutoFrom,
            restore.Mask,
            restore.Weights
        );
        crop.AddTo(command);
        run.AddTo(command, run.MaxMemory, run.DryRun, run.Progress);
        command.Validators.Add(r =>
        {
            if (r.GetValue(lambda) is null == r.GetValue(psfRange) is null)
                r.AddError("Give one thing to sweep: --lambda 1e-5..1e-2:7, or --psf-range r=1..4:7.");
            else if (r.GetValue(lambda) is { } l && ValueRange.Parse(l, logarithmic: true) is null)
                r.AddError($"--lambda takes LOW..HIGH:COUNT or a list such as 1e-4,1e-3, with values above 0 and at most 64 of them, not '{l}'.");
            else if (r.GetValue(psfRange) is { } p && PsfRange.Parse(p) is null)
                r.AddError($"--psf-range takes NAME=LOW..HIGH:COUNT or NAME=A,B,C, with at most 64 values, not '{p}'.");
            if (r.GetValue(input.Inputs) is { Length: > 1 })
                r.AddError("A sweep is over one picture; give one input.");
        });
        command.SetAction(parsed =>
        {
            string path = parsed.GetValue(input.Inputs)![0];
            string sheetFile =
                parsed.GetValue(sheet)
                ?? Path.Combine(Path.GetDirectoryName(path) ?? "", $"{(path == "-" ? "stdin" : Path.GetFileNameWithoutExtension(path))}-sweep.png");
            string recipeFile = parsed.GetValue(save) is { } named and not RecordOptions.Beside ? named : sheetFile + ".recipe.json";
            foreach (string file in (string[])[sheetFile, recipeFile])
                AtomicFile.Check(file, parsed.GetValue(force));
            return Sweep(parsed, path, sheetFile, recipeFile, parsed.GetValue(force));
        });
        return command;

        int Sweep(ParseResult parsed, string path, string sheetFile, string recipeFile, bool overwrite)
        {
            string spec = parsed.GetValue(restore.Psf)!;
            PsfRange? range = parsed.GetValue(psfRange) is { } text ? PsfRange.Parse(text) : null;
            (double Value, string Spec, Psf Psf)[] psfs = range is null
                ? [(0, spec, Parsing.Psf(spec, LoadOptions.Default))]
                : [.. range.Values.Select(v => (v, range.Apply(spec, v), Parsing.Psf(range.Apply(spec, v), LoadOptions.Default)))];
            using Photograph blurred = InputOptions.Read(path, input.Load(parsed));
            Region box = (parsed.GetValue(crop.Crop) ?? new CropRequest(null, Side)).In(blurred);
            DeconvolutionOptions options = restore.Options(parsed, blurred, parsed.GetValue(run.Threads));
            using var interruption = new Interruption();
            var sweep = new SweepRun(blurred.Color, box, parsed.GetValue(crop.Margin)?.Value, options);
            var trials = new List<SweepTrial>();
            try
            {
                IEnumerable<SweepTrial> tried = range is null
                    ? sweep.Lambdas(psfs[0].Psf, spec, ValueRange.Parse(parsed.GetValue(lambda)!, logarithmic: true)!, interruption.Token)
                    : sweep.Psfs(psfs, interruption.Token);
                int count = range?.Values.Count ?? ValueRange.Parse(parsed.GetValue(lambda)!, logarithmic: true)!.Count;
                foreach (SweepTrial trial in tried)
                {
                    trials.Add(trial);
                    if (!parsed.GetValue(run.Quiet))
                        parsed.InvocationConfiguration.Error.WriteLine(
                            $"{path}: {trials.Count} of {count}, {range?.Parameter ?? "lambda"} {trial.Label}"
                        );
                }

                int choice = SweepChoice.Mark(trials, sweep.Automatic);
                string name = range?.Parameter ?? "lambda";
                using PlanarImage before = blurred.Color.Crop(box.Top, box.Left, box.Shape);
                using (Photograph drawn = ContactSheet.Draw(before, trials, choice, name))
                    ImageFile.Save(drawn, sheetFile, new SaveOptions { Overwrite = overwrite });
                RecipeWriter.Save(Recipe(), recipeFile, overwrite);
                var report = new SweepReport(path, name, box, trials, choice, sweep.Automatic, sheetFile, recipeFile);
                if (parsed.GetValue(run.Json))
                    parsed.InvocationConfiguration.Output.WriteLine(report.ToJson());
                else
                    report.WriteText(parsed.InvocationConfiguration.Output);
                return ExitCode.Ok;
            }
            catch (ArgumentException e) when (e is not InvalidPsfException)
            {
                throw new UsageException(e.Message);
            }
            finally
            {
                foreach (SweepTrial trial in trials)
                    trial.Dispose();
            }

            // The whole picture is restored as the plain command would do it: what is automatic is worked out again.
            Recipe Recipe() =>
                new(
                    "deblur",
                    "sweep",
                    Replay.Describe(path, blurred),
                    range is null ? trials[0].Psf : null,
                    [
                        .. OptionWords.Of(options, parsed.GetValue(restore.Saturation)!, 1).Where(o => o.Key != "lambda"),
                        .. parsed.GetResult(input.Transfer) is { Implicit: false, Tokens: [var transfer] }
                            ? [KeyValuePair.Create("transfer", transfer.Value)]
                            : Array.Empty<KeyValuePair<string, string>>(),
                    ]
                )
                {
                    Picks =
                    [
                        .. trials.Select(t =>
                            range is null
                                ? new RecipePick($"lambda {t.Label}", null, [new("lambda", t.Value.ToString("R", CultureInfo.InvariantCulture))])
                                : new RecipePick($"{range.Parameter} {t.Label}", t.Psf, [])
                        ),
                    ],
                };
        }
    }
}
