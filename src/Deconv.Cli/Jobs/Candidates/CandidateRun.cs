using System.Diagnostics;
using Deconv.Blind;
using Deconv.Cli.Output;
using Deconv.Imaging;
using Deconv.Restoration;

namespace Deconv.Cli.Jobs.Candidates;

/// <summary>Restores a part of a photograph with every candidate of a blind search.</summary>
internal static class CandidateRun
{
    /// <summary>Restores the window of the search as a photograph of its own, with the settings of the whole one but fewer steps.</summary>
    /// <param name="blurred">The whole photograph.</param>
    /// <param name="found">The result of the search.</param>
    /// <param name="options">How the whole photograph is restored.</param>
    /// <param name="progress">Receives every iteration; the planes of all candidates count as those of one restoration.</param>
    /// <param name="cancel">Cancels the work within one iteration.</param>
    /// <exception cref="OperationCanceledException">Canceled.</exception>
    public static TriedCandidates Run(
        Photograph blurred,
        BlindResult found,
        PhotographOptions options,
        IProgress<DeconvolutionProgress> progress,
        CancellationToken cancel
    )
    {
        long start = Stopwatch.GetTimestamp();
        Region window = found.Window;
        int extent = found.Candidates.Max(c => Math.Max(c.Psf.Shape.Height, c.Psf.Shape.Width));
        Region around = window.Grown(extent + CropMargin.Automatic, blurred.Shape);
        using Photograph part = blurred.With(blurred.Color.Crop(around.Top, around.Left, around.Shape), null);
        using PlanarImage? weights = options.Restoration!.Weights?.Crop(around.Top, around.Left, around.Shape);
        PhotographOptions settings = PhotographRequest.Estimated(options) with
        {
            Mask = null,
            Region = new(window.Left - around.Left, window.Top - around.Top, window.Shape),
        };
        settings = settings with { Restoration = settings.Restoration! with { Effort = Effort.Fast, Weights = weights } };
        var all = new List<TriedCandidate>();
        foreach (BlindCandidate candidate in found.Candidates)
        {
            var share = new Share(progress, all.Count, found.Candidates.Count, start);
            using PhotographRestoration restored = PhotographRestorer.Deblur(part, candidate.Psf, settings, share, cancel);
            cancel.ThrowIfCancellationRequested(); // a half-restored tile would be unfair to its candidate
            all.Add(new(all.Count + 1, candidate, restored.Photograph.Color.Clone()));
        }

        return new(window, blurred.Color.Crop(window.Top, window.Left, window.Shape), all);
    }

    /// <summary>Passes the progress of one candidate of several on.</summary>
    private sealed class Share(IProgress<DeconvolutionProgress> progress, int index, int count, long start) : IProgress<DeconvolutionProgress>
    {
        public void Report(DeconvolutionProgress value) =>
            progress.Report(
                value with
                {
                    Plane = (index * value.PlaneCount) + value.Plane,
                    PlaneCount = count * value.PlaneCount,
                    Elapsed = Stopwatch.GetElapsedTime(start),
                }
            );
    }
}
