using Deconv.Blind.Search;
using Deconv.Blind.Verdict;
using Deconv.Estimation;
using Deconv.Psfs;
using Deconv.Restoration;
using Deconv.Solvers;
using Deconv.Solvers.StoppingRules;

namespace Deconv.Blind;

/// <summary>One blind restoration, from the blurred image to the verdict and the restored image.</summary>
internal sealed class BlindRun(PlanarImage blurred, BlindOptions options, IProgress<BlindProgress>? progress, CancellationToken cancel)
{
    /// <summary>An image that uses less of its range than this is stretched before it is restored.</summary>
    private const double LowContrast = 0.5;

    /// <summary>
    /// Factor of λ where compression hides noise and no learned prior follows: the noise estimate is then generous and covers part of the error of a
    /// wrong kernel (JPEG at quality 90: 0.2 dB; measured noise of 1 % needs the full λ, and so does the first stage of a learned prior).
    /// </summary>
    private const double HiddenNoiseFactor = 0.7;

    /// <summary>Candidates that a result offers, at most.</summary>
    private const int MaxCandidates = 6;

    /// <summary>Side of <see cref="BlindResult.Window"/> in pixels.</summary>
    private const int WindowSide = 320;

    private readonly BlindReporter _report = new(progress, options.OnLevel);

    /// <summary>Estimates, judges and restores.</summary>
    public BlindResult Run()
    {
        using var source = new SourcePlane(blurred, options.Final.SaturationLevel);
        bool canceled = false;
        TimeSpan checkTime = TimeSpan.Zero;
        BlurEstimate? estimate = null;
        BlurCheck check;
        try
        {
            estimate = new BlurEstimator(source, options, _report, cancel).Run();
            TimeSpan before = _report.Elapsed;
            check = BlurCheck.Of(source, estimate, options, _report, cancel);
            checkTime = _report.Elapsed - before;
        }
        catch (OperationCanceledException) when (options.Final.Control.OnCancel == CancelBehavior.ReturnBest)
        {
            canceled = true;
            Psf last = estimate?.Psf ?? _report.Last ?? Psf.Delta();
            estimate ??= new(last, Math.Max(last.Shape.Height, last.Shape.Width), options.Box ?? Region.Whole(blurred.Shape), null, []);
            check = new(BlindVerdict.NotChecked(BlindCause.Canceled, 0), [], []);
        }

        TimeSpan elapsed = _report.Elapsed;
        Psf psf = Centered(estimate.Psf);
        DeconvolutionResult? restored = null;
        if (!options.EstimateOnly && (check.Verdict.Found || options.AcceptAnyway || canceled))
            restored = Restore(source, psf, false, canceled ? CancellationToken.None : cancel);
        return new BlindResult
        {
            Psf = psf,
            Verdict = check.Verdict,
            Candidates = Distinct(estimate, check),
            Parts = [.. check.Parts.Select(p => new BlindPart(p.Box, Centered(p.Psf), PsfSimilarity.Of(estimate.Psf, p.Psf)))],
            Window = Window(source.Luminance, estimate.Box),
            Spec = estimate.Spec,
            Box = estimate.Box,
            KernelSize = estimate.Bound,
            Restored = restored,
            Canceled = canceled || restored?.StopReason.Kind == StopKind.Canceled,
            EstimateTime = elapsed,
            CheckTime = checkTime,
        };
    }

    /// <summary>Only the final restoration, with a given PSF.</summary>
    public BlindResult With(Psf psf)
    {
        using var source = new SourcePlane(blurred, options.Final.SaturationLevel);
        DeconvolutionResult restored = Restore(source, psf, true, cancel);
        return new BlindResult
        {
            Psf = psf,
            Verdict = BlindVerdict.NotChecked(BlindCause.Given, 1),
            Spec = null,
            Box = Region.Whole(blurred.Shape),
            KernelSize = Math.Max(psf.Shape.Height, psf.Shape.Width),
            Restored = restored,
            Canceled = restored.StopReason.Kind == StopKind.Canceled,
            EstimateTime = TimeSpan.Zero,
        };
    }

    /// <summary>The final restoration.</summary>
    /// <param name="source">Luminance of the image, and what is clipped.</param>
    /// <param name="psf">The PSF to restore with.</param>
    /// <param name="given">True if the PSF is the caller's: only then are other sizes of it tried.</param>
    /// <param name="token">Cancels the restoration.</param>
    private DeconvolutionResult Restore(SourcePlane source, Psf psf, bool given, CancellationToken token)
    {
        (double black, double white) = WorkingImage.Range(source.Luminance[0]);
        bool faint = white - black < LowContrast * WhiteLevel.Of(blurred);
        using PlanarImage? weights = source.Weights(options.Final.Weights);
        DeconvolutionOptions final = options.Final with
        {
            Weights = weights,
            LambdaFactor = options.Final.LambdaFactor * source.LambdaFactor,
            Stretch = faint ? new(black, white) : options.Final.Stretch,
            AdaptLambda = options.Final.AdaptLambda ?? (given ? null : true),
        };
        var hints = new RunHints { TrySizes = given, HiddenNoiseFactor = HiddenNoiseFactor };
        BlindReporter report = given ? new(progress, null) { DoneBefore = 0 } : _report;
        DeconvolutionResult result = Deconvolver.RunWith(blurred, psf, final, hints, progress is null ? null : report, token);
        source.PutLamps(result.Image, blurred, psf);
        return result;
    }

    /// <summary>The candidates without those that look like a better one, best first.</summary>
    private static List<BlindCandidate> Distinct(BlurEstimate estimate, BlurCheck check) =>
        [
            .. CandidatePool
                .Distinct(estimate.Candidates, MaxCandidates)
                .Select(d => new BlindCandidate(
                    Centered(d.Candidate.Psf),
                    d.Place < check.Evidence.Count ? check.Evidence[d.Place].Probability : 0,
                    d.Candidate.Score
                )),
        ];

    private static Region Window(PlanarImage luma, Region box)
    {
        using PlanarImage plane = luma.Crop(box.Top, box.Left, box.Shape);
        Region window = CropChooser.Densest(plane, new(WindowSide, WindowSide));
        return new(box.Left + window.Left, box.Top + window.Top, window.Shape);
    }

    /// <summary>
    /// Trims the PSF and puts its center of mass on the middle sample, so that the restored image does not move and the PSF can be saved to a file.
    /// </summary>
    private static Psf Centered(Psf psf)
    {
        PsfDiagnosis d = psf.Diagnose();
        int row = Math.Clamp((int)Math.Round(d.CentroidRow), 0, psf.Shape.Height - 1),
            column = Math.Clamp((int)Math.Round(d.CentroidColumn), 0, psf.Shape.Width - 1);
        Psf trimmed = psf.WithOrigin(row, column).Trimmed();
        (row, column) = (trimmed.OriginRow, trimmed.OriginColumn);
        int down = Math.Max(row, trimmed.Shape.Height - 1 - row),
            across = Math.Max(column, trimmed.Shape.Width - 1 - column);
        var shape = new Shape((2 * down) + 1, (2 * across) + 1);
        var samples = new float[shape.Count];
        for (int y = 0; y < trimmed.Shape.Height; y++)
            trimmed
                .Samples.Slice(y * trimmed.Shape.Width, trimmed.Shape.Width)
                .CopyTo(samples.AsSpan(((y + down - row) * shape.Width) + across - column));
        return Psf.FromSamples(shape, samples);
    }
}
