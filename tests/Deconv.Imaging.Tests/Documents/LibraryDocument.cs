using Deconv.Metrics;
using Deconv.Objectives;
using Deconv.Objectives.Constraints;
using Deconv.Objectives.DataTerms;
using Deconv.Objectives.Priors;
using Deconv.Objectives.Priors.Potentials;
using Deconv.Psfs;
using Deconv.Restoration;
using Deconv.Simulation;
using Deconv.Solvers;
using Deconv.Solvers.StepRules;
using Deconv.Solvers.StoppingRules;

namespace Deconv.Imaging.Tests.Documents;

/// <summary>The snippets about planes and parts of one's own, run.</summary>
public sealed class LibraryDocument : DocumentPictures
{
    [Fact]
    public void Own_pixels()
    {
        (int width, int height) = (140, 120);
        byte[] pixels = new byte[width * height * 3];
        Blurred.CopyTo(pixels, TransferFunction.Srgb);
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
            Console.WriteLine($"{finding.Flaw}: {finding.Value:G3}");
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
        Assert.Equal(few, result.Parameters.Prior);
        Assert.InRange(Gain(result.Image), 2, 40);
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
            Control = new() { Stop = new UntilOpening(opening), Iterations = 100_000 },
        };
        using DeconvolutionResult result = Deconvolver.Run(shot.Color, Psf.Disk(3), overnight);
        Console.WriteLine($"{result.StopReason.Kind} {result.StopReason.Name}, converged: {result.StopReason.Converged}");
        #endregion
        Assert.Equal(("studio-opens", 1, false), (result.StopReason.Name, result.Planes[0].Report.Iterations, result.StopReason.Converged));
    }

    [Fact]
    public void Own_operator()
    {
        using PlanarImage blurred = new(Truth.Shape, 1);
        new DriftingFocus(Truth.Shape).Apply(Truth[0], blurred[0]);
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
        Console.WriteLine($"{report.Iterations} iterations, {report.Reason.Kind}");
        #endregion
        using PlanarImage truth = new(Truth.Shape, 1);
        Truth[0].CopyTo(truth[0]);
        Assert.InRange(ImageComparison.Compare(restored, truth).Psnr - ImageComparison.Compare(blurred, truth).Psnr, 4, 40);

        // ⟨A u, v⟩ = ⟨u, Aᵀ v⟩
        float[] u = [.. Enumerable.Range(0, truth.Shape.Count).Select(i => (i * 37 % 101) / 101f)],
            v = [.. u.Reverse()],
            au = new float[u.Length],
            av = new float[u.Length];
        forward.Apply(u, au);
        forward.Adjoint(v, av);
        Assert.Equal(au.Zip(v, (a, b) => (double)a * b).Sum(), av.Zip(u, (a, b) => (double)a * b).Sum(), 1e-2);
    }
}
