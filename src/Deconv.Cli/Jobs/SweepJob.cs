using System.Globalization;
using Deconv.Cli.Jobs.Sweeping;
using Deconv.Cli.Options;
using Deconv.Cli.Output;
using Deconv.Cli.Recipes;
using Deconv.Imaging;

namespace Deconv.Cli.Jobs;

/// <summary>Restores a crop with several values of one parameter.</summary>
/// <param name="request">The request.</param>
internal sealed class SweepJob(SweepRequest request)
{
    private const int Side = 256;

    /// <summary>Returns the exit code.</summary>
    public int Run(JobIo io) => Interruption.Run(io.Error, interruption => Run(io, interruption.Token));

    private int Run(JobIo io, CancellationToken cancel)
    {
        foreach (string file in (string[])[request.Sheet, request.Recipe])
            AtomicFile.Check(file, request.Force);
        (double Value, RecipePsf Psf)[] psfs = Psfs();
        using Photograph blurred = request.Input.Read(request.Path);
        CropRequest crop = request.Crop with { Choice = request.Crop.Choice ?? new(null, Side) };
        PhotographOptions options = PhotographRequest.Of(request.Restore, crop, blurred, null);
        var trials = new List<SweepTrial>();
        try
        {
            var sweep = new SweepRun(blurred, crop.Margin, options);
            LibraryErrors.Explained(() => Try(sweep, psfs, io, trials, cancel));
            Finish(io, blurred, options.Region!.Value, sweep.Automatic, trials);
            return ExitCode.Ok;
        }
        finally
        {
            foreach (SweepTrial trial in trials)
                trial.Dispose();
        }
    }

    private (double Value, RecipePsf Psf)[] Psfs()
    {
        string spec = request.Restore.Psf!;
        if (request.PsfRange is not { } range)
            return [(0, RecipePsf.Of(spec, PsfSpec.Parse(spec)))];
        return [.. range.Values.Select(v => (v, RecipePsf.Of(range.Apply(spec, v), PsfSpec.Parse(range.Apply(spec, v)))))];
    }

    /// <summary>Adds the trials one by one and prints progress; returns their number.</summary>
    private int Try(SweepRun sweep, (double Value, RecipePsf Psf)[] psfs, JobIo io, List<SweepTrial> trials, CancellationToken cancel)
    {
        IEnumerable<SweepTrial> all = request.Lambdas is { } lambdas ? sweep.Lambdas(psfs[0].Psf, lambdas, cancel) : sweep.Psfs(psfs, cancel);
        foreach (SweepTrial trial in all)
        {
            trials.Add(trial);
            if (!request.Run.Quiet)
                io.Error.WriteLine($"{request.Path}: {trials.Count} of {request.Count}, {request.Parameter} {trial.Label}");
        }

        return trials.Count;
    }

    private void Finish(JobIo io, Photograph blurred, Region region, double? automatic, List<SweepTrial> trials)
    {
        int choice = SweepChoice.Mark(trials, automatic);
        using PlanarImage before = blurred.Color.Crop(region.Top, region.Left, region.Shape);
        using (Photograph drawn = SweepSheet.Draw(before, trials, choice, request.Parameter))
            ImageFile.Save(drawn, request.Sheet, new SaveOptions { Overwrite = request.Force });
        RecipeWriter.Save(MakeRecipe(blurred, trials), request.Recipe, request.Force);
        var report = new SweepReport(request.Path, request.Parameter, region, trials, choice, automatic, request.Sheet, request.Recipe);
        if (request.Run.Json)
            io.Output.WriteLine(report.ToJson());
        else
            report.WriteText(io.Output);
    }

    /// <summary>The recipe for the whole photograph, which gives the same result as 'deconv deblur': automatic values are computed again.</summary>
    private Recipe MakeRecipe(Photograph blurred, List<SweepTrial> trials)
    {
        bool overLambda = request.PsfRange is null;
        List<KeyValuePair<string, string>> words = [.. request.Restore.Words.Where(o => o.Key != "lambda"), .. request.Input.Words];
        return new("deblur", "sweep", SourceFile.Of(request.Path, blurred), overLambda ? trials[0].Psf : null, words)
        {
            Picks = [.. trials.Select(t => overLambda ? Lambda(t) : new RecipePick($"{request.Parameter} {t.Label}", t.Psf, []))],
        };

        static RecipePick Lambda(SweepTrial t) =>
            new($"lambda {t.Label}", null, [new("lambda", t.Value.ToString("R", CultureInfo.InvariantCulture))]);
    }
}
