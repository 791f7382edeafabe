using System.Diagnostics;
using Deconv.Blind.Search;
using Deconv.Blind.Steps;
using Deconv.Psfs;
using Deconv.Restoration;

namespace Deconv.Blind;

/// <summary>Reports the progress of one run, and keeps the last kernel for the case that the run is canceled.</summary>
/// <param name="progress">Receives the reports; null for none.</param>
/// <param name="onLevel">Receives the state at the end of every level; null for none.</param>
internal sealed class BlindReporter(IProgress<BlindProgress>? progress, Action<BlindLevel>? onLevel) : IProgress<DeconvolutionProgress>
{
    /// <summary>Fractions of the run spent on the estimate and on its check.</summary>
    private const double EstimateShare = 0.7,
        CheckShare = 0.1;

    private readonly long _start = Stopwatch.GetTimestamp();

    /// <summary>The kernel of the last level, at full size; null before the first.</summary>
    public Psf? Last { get; private set; }

    /// <summary>Fraction of the run that is done when the restoration begins; 0 if nothing is estimated.</summary>
    public double DoneBefore { get; init; } = EstimateShare + CheckShare;

    /// <summary>Time since the run began.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_start);

    /// <summary>The observer of one run of the search.</summary>
    /// <param name="bound">Size of the kernel at full size, in pixels.</param>
    /// <param name="run">Number of the run, from 1.</param>
    /// <param name="runs">How many there are at most.</param>
    public LevelObserver Observer(int bound, int run, int runs) =>
        (phase, level, levels, kernel, n, latent, frame) =>
        {
            Last = Psf.FromSamples(new(bound, bound), KernelShape.Resize(kernel, n, bound, Math.Pow(KernelPyramid.Step, levels - level)));
            double done = EstimateShare * Math.Min(1, (run - 1 + ((double)level / levels)) / runs);
            progress?.Report(new(phase, level, levels, run, runs, done, Elapsed));
            if (onLevel is null)
                return;
            var image = new PlanarImage(frame.ImageShape, 1);
            for (int y = 0; y < image.Shape.Height; y++)
                latent.Slice(((y + frame.Margin) * frame.Shape.Width) + frame.Margin, image.Shape.Width).CopyTo(image.Row(0, y));
            onLevel(new(phase, run, level, levels, Psf.FromSamples(new(n, n), kernel), image));
        };

    /// <summary>One part of the check is done.</summary>
    public void Check(int part, int parts) =>
        progress?.Report(new(BlindPhase.Check, part, parts, 1, 1, EstimateShare + (CheckShare * part / parts), Elapsed));

    /// <inheritdoc/>
    public void Report(DeconvolutionProgress value)
    {
        double done = DoneBefore + ((1 - DoneBefore) * value.Fraction);
        progress?.Report(new(BlindPhase.Restore, value.Iteration, value.MaxIterations, 1, 1, done, Elapsed, value));
    }
}
