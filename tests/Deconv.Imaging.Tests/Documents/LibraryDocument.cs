using Deconv.Metrics;
using Deconv.Objectives;
using Deconv.Objectives.Constraints;
using Deconv.Objectives.DataTerms;
using Deconv.Objectives.Priors;
using Deconv.Objectives.Priors.Potentials;
using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Restoration;
using Deconv.Restoration.Verdict;
using Deconv.Simulation;
using Deconv.Solvers;
using Deconv.Solvers.StepRules;
using Deconv.Solvers.StoppingRules;

namespace Deconv.Imaging.Tests.Documents;

/// <summary>The working directory is changed: the documents name files without a folder.</summary>
[CollectionDefinition(nameof(LibraryDocument), DisableParallelization = true)]
public class LibraryDocumentAlone;

/// <summary>The snippets of the documents, run. Between "region" and "endregion" is what the documents show, letter by letter.</summary>
[Collection(nameof(LibraryDocument))]
public sealed class LibraryDocument : IDisposable
{
    private static readonly Psf Lens = Psf.Disk(3);
    private readonly string _before = Directory.GetCurrentDirectory();
    private readonly TemporaryFolder _folder = new();
    private readonly PlanarImage _truth;
    private readonly PlanarImage _blurred;

    public LibraryDocument()
    {
        using var scene = new PlanarImage(new(126, 146), 3);
        for (int c = 0; c < 3; c++)
        for (int y = 0; y < 126; y++)
        for (int x = 0; x < 146; x++)
            scene.Row(c, y)[x] = (Math.Sin(x * x * 0.006) > 0 ? 0.45f + (0.1f * c) : 0.15f) + (((x / 21) + (y / 17)) % 2 == 0 ? 0.25f : 0);
        _blurred = Degradation.Blur(scene, Lens, Boundary.Unknown, threads: 1);
        Degradation.AddGaussianNoise(_blurred, 0.004, 1);
        _truth = scene.Crop(3, 3, _blurred.Shape);
        Directory.SetCurrentDirectory(_folder["."]);
        foreach (string name in (string[])["shot.png", "other.png"])
            ImageFile.Save(new Photograph(_blurred.Clone()) { Depth = SampleDepth.UInt16 }, name);
    }

    public void Dispose()
    {
        Directory.SetCurrentDirectory(_before);
        _folder.Dispose();
        _truth.Dispose();
        _blurred.Dispose();
    }

    private double Gain(PlanarImage restored) => PictureComparison.Compare(restored, _truth).Psnr - PictureComparison.Compare(_blurred, _truth).Psnr;

    private double Gain(string file)
    {
        using Photograph photo = ImageFile.Load(file);
        return Gain(photo.Color);
    }

    [Fact]
    public void First_picture()
    {
        #region first
        using Photograph shot = ImageFile.Load("shot.png");
        using DeconvolutionResult result = Deconvolver.Run(shot.Color, Psf.Disk(3));
        using Photograph restored = shot.With(result.Image.Clone());
        ImageFile.Save(restored, "sharp.png");
        Console.WriteLine($"{result.StopReason.Text}, noise {result.Planes[0].Noise:G3}");
        #endregion
        Assert.InRange(Gain("sharp.png"), 4, 40);
    }

    [Fact]
    public async Task Progress_and_cancel()
    {
        using Photograph shot = ImageFile.Load("shot.png");
        #region progress
        using var cancel = new CancellationTokenSource();
        var bar = new Progress<DeconvolutionProgress>(p => Console.Write($"\r{p.Fraction:P0}, {p.Remaining.TotalSeconds:F1} s left "));
        try
        {
            using DeconvolutionResult result = await Deconvolver.RunAsync(shot.Color, Psf.Disk(3), options: null, bar, cancel.Token);
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
        #region keep
        var options = new DeconvolutionOptions { OnCancel = CancelBehavior.ReturnBest };
        using DeconvolutionResult result = Deconvolver.Run(shot.Color, Psf.Disk(3), options, progress: null, cancel.Token);
        bool unfinished = result.StopReason == StopReason.Canceled;
        #endregion
        Assert.True(unfinished);
    }

    [Fact]
    public void Options()
    {
        using Photograph shot = ImageFile.Load("shot.png");
        #region options
        var careful = new DeconvolutionOptions { LambdaFactor = 2, PsfTrust = PsfTrust.Estimated };
        DeconvolutionOptions quick = careful with { Effort = Effort.Fast, Threads = 2 };
        using DeconvolutionResult result = Deconvolver.Run(shot.Color, Psf.Motion(length: 9, angle: 45), quick);
        #endregion
        Assert.Equal(10, result.Planes[0].Report.Iterations);
    }

    [Fact]
    public void Batch()
    {
        #region batch
        string[] files = ["shot.png", "other.png"];
        Shape shape = new(120, 140);
        DeconvolutionPlan plan = Deconvolver.Plan(shape, planes: 3, Psf.Disk(3), new() { Threads = 1 });
        long room = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2;
        int atOnce = (int)Math.Clamp(room / plan.PeakBytes, 1, Environment.ProcessorCount);
        Parallel.ForEach(
            files,
            new ParallelOptions { MaxDegreeOfParallelism = atOnce },
            file =>
            {
                using Photograph shot = ImageFile.Load(file);
                using DeconvolutionResult result = plan.Run(shot.Color);
                using Photograph restored = shot.With(result.Image.Clone());
                ImageFile.Save(restored, $"sharp-{file}");
            }
        );
        PlanarImage.TrimPool();
        #endregion
        Assert.InRange(Gain("sharp-shot.png"), 4, 40);
        Assert.Equal(File.ReadAllBytes("sharp-shot.png"), File.ReadAllBytes("sharp-other.png"));
    }

    [Fact]
    public void Own_pixels()
    {
        (int width, int height) = (140, 120);
        byte[] pixels = new byte[width * height * 3];
        _blurred.CopyTo(pixels, TransferFunction.Srgb);
        byte[] before = [.. pixels];
        #region pixels
        // byte[] pixels: red, green, blue, row after row, as a decoder hands them over.
        using PlanarImage light = PlanarImage.FromInterleaved(pixels, new Shape(height, width), channels: 3, TransferFunction.Srgb);
        using DeconvolutionResult result = Deconvolver.Run(light, Psf.Disk(3));
        ClipStatistics clipped = result.Image.CopyTo(pixels, TransferFunction.Srgb);
        Console.WriteLine($"{clipped.Percent:F2} % of the samples did not fit");
        #endregion
        light.CopyTo(before, TransferFunction.Srgb);
        Assert.NotEqual(before, pixels);
        using PlanarImage after = PlanarImage.FromInterleaved(pixels, new Shape(height, width), 3, TransferFunction.Srgb);
        Assert.InRange(Gain(after), 3, 40);
    }

    [Fact]
    public void Own_blur()
    {
        PsfFile.Save(Psf.Disk(3), "kernel.png");
        #region blur
        Psf measured = PsfFile.Load("kernel.png");
        Psf written = Psf.Parse("motion:22,135*gaussian:0.6");
        Psf drawn = Psf.FromSamples(new Shape(3, 3), [0, 1, 0, 1, 4, 1, 0, 1, 0]);
        Psf shaken = Psf.Path([(0, 0), (4, 1), (6, 5)]);
        foreach (PsfFinding finding in measured.Diagnose().Findings)
            Console.WriteLine(finding.Message);
        #endregion
        Assert.Equal(0.5f, drawn.Samples[4]);
        Assert.True(written.Shape.Width > 15 && shaken.Shape.Height >= 5 && measured.Shape.Width >= 7);
    }

    [Fact]
    public void Own_prior()
    {
        using Photograph shot = ImageFile.Load("shot.png");
        #region prior
        Prior few = Prior.Custom("geman-mcclure", shape => new GradientPrior<GemanMcClure>(shape, new(0.05f)));
        using DeconvolutionResult result = Deconvolver.Run(shot.Color, Psf.Disk(3), new() { Prior = few, Lambda = 5e-5 });
        #endregion
        Assert.Equal("geman-mcclure", result.Parameters.Prior);
        Assert.InRange(Gain(result.Image), 2, 40);
    }

    [Fact]
    public void Own_operator()
    {
        using PlanarImage blurred = new(_truth.Shape, 1);
        new DriftingFocus(_truth.Shape).Apply(_truth[0], blurred[0]);
        Degradation.AddGaussianNoise(blurred, 0.002, 2);
        #region solve
        var forward = new DriftingFocus(blurred.Shape);
        var misfit = new LeastSquares(forward, blurred.Memory(0));
        var prior = new GradientPrior<Charbonnier>(forward.Domain, new(0.002f));
        using var solver = new ProximalGradient(
            new Objective((1, misfit), (3e-4f, prior)),
            Box.NonNegative(forward.Domain),
            new Backtracking(),
            start: blurred[0],
            accelerate: true
        );
        using var restored = new PlanarImage(forward.Domain, 1);
        SolveReport report = solver.Run(StoppingRule.RelativeChangeBelow(1e-4) | StoppingRule.MaxIterations(200), restored[0]);
        Console.WriteLine($"{report.Iterations} iterations, {report.Reason.Text}");
        #endregion
        using PlanarImage truth = new(_truth.Shape, 1);
        _truth[0].CopyTo(truth[0]);
        Assert.InRange(PictureComparison.Compare(restored, truth).Psnr - PictureComparison.Compare(blurred, truth).Psnr, 4, 40);

        // ⟨A u, v⟩ = ⟨u, Aᵀ v⟩
        float[] u = [.. Enumerable.Range(0, truth.Shape.Count).Select(i => (i * 37 % 101) / 101f)],
            v = [.. u.Reverse()],
            au = new float[u.Length],
            av = new float[u.Length];
        forward.Apply(u, au);
        forward.Adjoint(v, av);
        Assert.Equal(au.Zip(v, (a, b) => (double)a * b).Sum(), av.Zip(u, (a, b) => (double)a * b).Sum(), 1e-2);
    }

    [Fact]
    public void Own_stopping_rule()
    {
        using Photograph shot = ImageFile.Load("shot.png");
        DateTimeOffset opening = DateTimeOffset.UtcNow;
        #region stop
        var overnight = new DeconvolutionOptions
        {
            Method = RestorationMethod.RichardsonLucy,
            Stop = new UntilOpening(opening),
            Iterations = 100_000,
        };
        using DeconvolutionResult result = Deconvolver.Run(shot.Color, Psf.Disk(3), overnight);
        #endregion
        Assert.Equal(("studio-opens", 1), (result.StopReason.Code, result.Planes[0].Report.Iterations));
    }

    [Fact]
    public void Verdict()
    {
        using Photograph shot = ImageFile.Load("shot.png");
        using DeconvolutionResult result = Deconvolver.Run(shot.Color, Psf.Disk(3));
        #region verdict
        FitCheck check = result.Check;
        Console.WriteLine($"{check.Verdict}: {check.Advice}");
        if (!check.Fits)
            Console.WriteLine($"chi-square {check.ChiSquare:F2}, whiteness {check.Whiteness:F2}, overshoot {check.OvershootPercent:F1} %");
        foreach (PlaneReport plane in result.Planes)
            Console.WriteLine($"noise {plane.Noise:G3}, λ {plane.Lambda:G3}, {plane.Report.Iterations} iterations: {plane.Report.Reason.Text}");
        #endregion
        Assert.NotEqual("not-checked", check.Verdict);
    }
}
