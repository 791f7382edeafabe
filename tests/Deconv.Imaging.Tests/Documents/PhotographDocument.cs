using Deconv.Blind;
using Deconv.Blind.Verdict;
using Deconv.Imaging.Rows;
using Deconv.Psfs;
using Deconv.Restoration;
using Deconv.Restoration.Verdict;
using Deconv.Solvers;
using Deconv.Solvers.StoppingRules;

namespace Deconv.Imaging.Tests.Documents;

/// <summary>The snippets about photographs, run.</summary>
public sealed class PhotographDocument : DocumentPictures
{
    [Fact]
    public void First_picture()
    {
        #region first
        using Photograph shot = ImageFile.Load("shot.png");
        using PhotographRestoration restored = PhotographRestorer.Deblur(shot, Psf.Disk(3));
        ImageFile.Save(restored.Photograph, "sharp.png");
        DeconvolutionResult result = restored.Result;
        Console.WriteLine($"{result.Check.Verdict}, noise {result.Planes[0].Noise:G3}");
        #endregion
        Assert.InRange(Gain("sharp.png"), 4, 40);
    }

    [Fact]
    public void Options()
    {
        using Photograph shot = ImageFile.Load("shot.png");
        #region options
        var careful = new DeconvolutionOptions { LambdaFactor = 2, PsfTrust = PsfTrust.Estimated };
        var options = new PhotographOptions
        {
            Restoration = careful with { Effort = Effort.Fast },
            Amount = 0.8,
            Mask = MaskFile.Load("mask.png", shot.Shape),
            Saturation = Saturation.At(0.9),
        };
        using PhotographRestoration restored = PhotographRestorer.Deblur(shot, Psf.Motion(length: 9, angle: 45), options);
        #endregion
        Assert.Equal((0.9, Effort.Fast), (restored.Options.SaturationLevel, restored.Options.Effort));
        Assert.True(restored.Photograph.Color.Row(0, 9)[70..].SequenceEqual(shot.Color.Row(0, 9)[70..]));
        Assert.False(restored.Photograph.Color.Row(0, 9)[..70].SequenceEqual(shot.Color.Row(0, 9)[..70]));
    }

    [Fact]
    public void Part()
    {
        using Photograph shot = ImageFile.Load("shot.png");
        #region part
        Psf psf = Psf.Disk(3);
        var part = new PhotographOptions { Region = new Region(Left: 40, Top: 30, new Shape(Height: 50, Width: 60)), Margin = 2 * psf.Shape.Width };
        using PhotographRestoration restored = PhotographRestorer.Deblur(shot, psf, part);
        #endregion
        Assert.Equal(new(50, 60), restored.Photograph.Shape);
        Assert.Equal(new(78, 88), restored.Solved.Shape);
    }

    [Fact]
    public void Plan()
    {
        using Photograph shot = ImageFile.Load("shot.png");
        #region plan
        PhotographPlan plan = PhotographRestorer.Plan(shot, Psf.Disk(3));
        Console.WriteLine($"{plan.PeakBytes >> 20} MiB, transforms of {plan.TransformShape}, clipped from {plan.Options.SaturationLevel:F3}");
        using PhotographRestoration restored = plan.With(new RunControl { Threads = 2, TimeLimit = TimeSpan.FromMinutes(5) }).Run();
        #endregion
        Assert.InRange(Gain(restored.Photograph.Color), 4, 40);
    }

    [Fact]
    public void Large()
    {
        #region large
        using PhotographRows? large = PhotographRows.TryOpen("shot.png");
        if (large is not null)
        {
            PhotographRowsPlan plan = PhotographRestorer.PlanRows(large, Psf.Disk(3));
            Console.WriteLine($"{plan.TileCount} tiles, {plan.PeakBytes >> 20} MiB");
            PhotographRowsResult written = plan.Run("sharp.png", new SaveOptions { Overwrite = true });
            Console.WriteLine(written.Report.Check.Verdict);
        }
        #endregion
        using Photograph sharp = ImageFile.Load("sharp.png");
        Assert.InRange(Gain(sharp.Color), 3, 40);
    }

    [Fact]
    public async Task Progress_and_cancel()
    {
        using Photograph shot = ImageFile.Load("shot.png");
        #region progress
        using var cancel = new CancellationTokenSource();
        var bar = new Progress<DeconvolutionProgress>(p => Console.Write($"\r{p.Fraction:P0}, {p.Remaining.TotalSeconds:F1} s left "));
        PhotographPlan plan = PhotographRestorer.Plan(shot, Psf.Disk(3));
        try
        {
            using PhotographRestoration restored = await Task.Run(() => plan.Run(bar, cancel.Token));
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine("Canceled; nothing was written.");
        }
        #endregion
    }

    [Fact]
    public void Cancel_and_keep()
    {
        using Photograph shot = ImageFile.Load("shot.png");
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();
        PhotographPlan plan = PhotographRestorer.Plan(shot, Psf.Disk(3));
        #region keep
        plan = plan.With(new RunControl { OnCancel = CancelBehavior.ReturnBest });
        using PhotographRestoration restored = plan.Run(progress: null, cancel.Token);
        bool unfinished = restored.Result.StopReason.Kind == StopKind.Canceled;
        #endregion
        Assert.True(unfinished);
    }

    [Fact]
    public void Batch()
    {
        #region batch
        string[] files = ["shot.png", "other.png"];
        var options = new PhotographOptions { Restoration = new() { Control = new() { Threads = 1 } } };
        using Photograph first = ImageFile.Load(files[0]);
        long each = PhotographRestorer.Plan(first, Psf.Disk(3), options).PeakBytes,
            room = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2;
        int atOnce = (int)Math.Clamp(room / each, 1, Environment.ProcessorCount);
        Parallel.ForEach(
            files,
            new ParallelOptions { MaxDegreeOfParallelism = atOnce },
            file =>
            {
                using Photograph shot = ImageFile.Load(file);
                using PhotographRestoration restored = PhotographRestorer.Deblur(shot, Psf.Disk(3), options);
                ImageFile.Save(restored.Photograph, $"sharp-{file}");
            }
        );
        PlanarImage.TrimPool();
        #endregion
        Assert.InRange(Gain("sharp-shot.png"), 4, 40);
        Assert.Equal(File.ReadAllBytes("sharp-shot.png"), File.ReadAllBytes("sharp-other.png"));
    }

    [Fact]
    public void Alike()
    {
        using Photograph shot = ImageFile.Load("shot.png"),
            other = ImageFile.Load("other.png");
        #region alike
        using PhotographRestoration first = PhotographRestorer.Deblur(shot, Psf.Disk(3));
        AutomaticValues values = first.Result.Parameters.Automatic;
        using PhotographRestoration next = PhotographRestorer.Deblur(other, Psf.Disk(3), new() { Restoration = new() { Automatic = values } });
        #endregion
        Assert.True(first.Photograph.Color[1].SequenceEqual(next.Photograph.Color[1]));
    }

    [Fact]
    public void Sharpen_and_inspect()
    {
        using Photograph shot = ImageFile.Load("shot.png");
        #region sharpen
        using PhotographRestoration crisp = PhotographRestorer.Sharpen(shot, sigma: 0.7);
        ImageInspection seen = PhotographRestorer.Inspect(shot);
        Console.WriteLine($"{seen.Whole.Spec}: {(seen.Blurred ? "blurred" : "not blurred")}, {seen.SaturatedShare:P1} clipped");
        #endregion
        Assert.Equal(ChannelMode.Luma, crisp.Result.Parameters.Channels);
        Assert.NotEmpty(seen.Whole.Spec);
    }

    [Fact]
    public void Blind()
    {
        using Photograph shot = ImageFile.Load("shot.png");
        #region blind
        using BlindPhotograph found = PhotographRestorer.Blind(shot, new() { Family = PsfFamily.Disk });
        BlindVerdict verdict = found.Estimate.Verdict;
        Console.WriteLine($"{found.Estimate.Spec}: {verdict.Outcome}, probability {verdict.Probability:P0}");
        if (found.Restored is { } restored)
            ImageFile.Save(restored.Photograph, "found.png");
        #endregion
        Assert.StartsWith("disk:", found.Estimate.Spec, StringComparison.Ordinal);
        Assert.Equal(verdict.Trusted, File.Exists("found.png"));
    }

    [Fact]
    public void Verdict()
    {
        using Photograph shot = ImageFile.Load("shot.png");
        using PhotographRestoration restored = PhotographRestorer.Deblur(shot, Psf.Disk(3));
        #region verdict
        DeconvolutionResult result = restored.Result;
        FitCheck check = result.Check;
        Console.WriteLine($"{check.Verdict} ({check.Cause})");
        if (!check.Fits)
            Console.WriteLine($"chi-square {check.ChiSquare:F2}, whiteness {check.Whiteness:F2}, overshoot {check.OvershootPercent:F1} %");
        foreach (PlaneReport plane in result.Planes)
            Console.WriteLine($"noise {plane.Noise:G3}, λ {plane.Lambda:G3}, {plane.Report.Iterations} iterations: {plane.Report.Reason.Kind}");
        #endregion
        Assert.NotEqual(FitVerdict.NotChecked, check.Verdict);
    }
}
