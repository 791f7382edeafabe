using System.Diagnostics;
using Deconv.Numerics;
using Deconv.Solvers;
using Deconv.Solvers.StoppingRules;

namespace Deconv.Restoration;

/// <summary>Restores a blurred picture whose PSF is known.</summary>
public static class Deconvolver
{
    /// <summary>Steps when samples are masked: what is not seen has to be filled in from far.</summary>
    private const int MaskedSteps = 40;

    /// <summary>Color differences vary less than luminance and may be smoothed more.</summary>
    private const double ChromaLambda = 2;

    /// <summary>
    /// Restores a picture. Allocates about fifteen planes of working memory, pooled. Scaling the picture scales the answer and changes
    /// nothing else.
    /// </summary>
    /// <param name="blurred">The picture; linear light for photographs. Not changed.</param>
    /// <param name="psf">The blur, no larger than the picture.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="progress">Receives every iteration.</param>
    /// <param name="cancellationToken">Ends the work within one iteration; see <see cref="DeconvolutionOptions.OnCancel"/>.</param>
    /// <exception cref="InvalidPsfException">A PSF larger than the picture.</exception>
    /// <exception cref="ArgumentException">Options out of range, or a picture with samples that are not finite.</exception>
    /// <exception cref="OperationCanceledException">Canceled, unless asked to return the best so far.</exception>
    public static DeconvolutionResult Run(
        PlanarImage blurred,
        Psf psf,
        DeconvolutionOptions? options = null,
        IProgress<DeconvolutionProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(blurred);
        ArgumentNullException.ThrowIfNull(psf);
        options ??= new();
        options.Validate(blurred);
        if (!blurred.Shape.Contains(psf.Shape))
        {
            throw new InvalidPsfException(
                $"The {psf.Shape} PSF is larger than the {blurred.Shape} picture, so no sample of the picture shows a whole blur. Crop the PSF or use a larger picture.");
        }

        long start = Stopwatch.GetTimestamp();
        double white = WhiteLevel.Of(blurred);
        float[]? weights = Weights(blurred, options, out double saturated);
        PlanarImage work = blurred.Clone();
        try
        {
            ChannelMode mode = work.Count != 3 || options.Method.NeedsPositive ? ChannelMode.Each : options.Channels;
            ColorSpace.Scale(work, (float)(1 / white));
            if (mode != ChannelMode.Each) ColorSpace.ToOpponent(work);
            int planes = mode == ChannelMode.Luma ? 1 : work.Count;
            var reports = new List<PlaneReport>(planes);
            using AlignedBuffer first = AlignedPool.Rent(work.Shape.Count);
            work[0].CopyTo(first.Span);
            for (int plane = 0; plane < planes; plane++)
            {
                PlaneReport report = Restore(work, plane, planes, mode != ChannelMode.Each, psf, options, white, weights, start, progress, cancellationToken);
                reports.Add(report);
                if (report.Report.Reason == StopReason.Diverged) break;
            }

            var residual = new PlanarImage(work.Shape, 1);
            FitCheck check = FitChecker.Judge(first.Span, work[0], work.Shape, weights, psf, reports[0].Expected, saturated, residual[0]);
            if (mode != ChannelMode.Each) ColorSpace.FromOpponent(work);
            Finish(work, (float)white, options.NonNegative);
            return new DeconvolutionResult
            {
                Image = work,
                StopReason = reports.FirstOrDefault(r => r.Report.Reason == StopReason.Canceled || r.Report.Reason == StopReason.Diverged, reports[0]).Report.Reason,
                Planes = reports,
                Check = check,
                Residual = residual,
                Parameters = new(options.Method.Name, options.Prior.Name, options.Boundary.ToString(), mode.ToString(), white, saturated),
                Elapsed = Stopwatch.GetElapsedTime(start),
            };
        }
        catch
        {
            work.Dispose();
            throw;
        }
    }

    private static PlaneReport Restore(
        PlanarImage work, int plane, int planes, bool opponent, Psf psf, DeconvolutionOptions options, double white, float[]? weights,
        long start, IProgress<DeconvolutionProgress>? progress, CancellationToken cancel)
    {
        ReadOnlySpan<float> observed = work[plane];
        bool chroma = opponent && plane > 0;

        // The opponent axes are shorter than the color axes by √3, and so is the noise on them.
        double unit = opponent ? white * Math.Sqrt(3) : white;
        double noise = options.Noise / unit ?? NoiseEstimator.Estimate(observed, work.Shape, psf);
        double effective = AutomaticParameters.EffectiveNoise(noise, options.PsfTrust);
        double lambda = (options.Lambda ?? AutomaticLambda(psf, options, effective)) * (chroma ? ChromaLambda : 1);
        int steps = Math.Max(options.Effort == Effort.Fast ? 10 : 20, weights is null ? 0 : MaskedSteps);
        var problem = new PlaneProblem
        {
            Shape = work.Shape,
            Observed = work.Memory(plane),
            Weights = weights,
            Psf = psf,
            Boundary = options.Boundary,
            Exponent = options.Prior.Exponent,
            Lambda = lambda,
            Noise = noise,
            NoiseToSignal = options.NoiseToSignal ?? AutomaticParameters.NoiseToSignal(observed, effective),
            ModelError = AutomaticParameters.ModelError(observed, effective, options.PsfTrust),
            NonNegative = options.NonNegative && !chroma,
            ScheduleSteps = steps,
            Iterations = options.Iterations,
            Tolerance = options.Tolerance,
            TimeLimit = options.TimeLimit - Stopwatch.GetElapsedTime(start),
            Threads = options.Threads,
            Observe = progress is null ? null : (in Iteration i, ReadOnlySpan<float> _) => progress.Report(new(
                plane, planes, i.Index, options.Iterations ?? Math.Max(steps, i.Index), i.Objective, i.RelativeChange, Stopwatch.GetElapsedTime(start))),
            OnCancel = options.OnCancel,
            Cancel = cancel,
        };
        using AlignedBuffer restored = AlignedPool.Rent(work.Shape.Count);
        SolveReport report = options.Method.Restore(problem, restored.Span);
        restored.Span.CopyTo(work[plane]);
        return new PlaneReport(noise * unit, lambda, report) { Expected = effective };
    }

    private static double AutomaticLambda(Psf psf, DeconvolutionOptions options, double noise) =>
        AutomaticParameters.Lambda(options.Prior.Exponent, noise) * AutomaticParameters.PsfFactor(psf, noise, options.PsfTrust) * options.Method.LambdaScale * options.LambdaFactor;

    /// <summary>Saturation mask times the caller's weights, or null when every sample is trusted.</summary>
    private static float[]? Weights(PlanarImage blurred, DeconvolutionOptions options, out double saturated)
    {
        saturated = 0;
        float[]? mask = options.SaturationLevel is { } level ? SaturationMask.Find(blurred, level, out saturated) : null;
        if (options.Weights is not { } given) return mask;
        mask ??= [.. Enumerable.Repeat(1f, blurred.Shape.Count)];
        ReadOnlySpan<float> trust = given[0];
        for (int i = 0; i < mask.Length; i++) mask[i] *= Math.Clamp(trust[i], 0, 1);
        return mask;
    }

    private static void Finish(PlanarImage image, float white, bool nonNegative)
    {
        for (int plane = 0; plane < image.Count; plane++)
            foreach (ref float v in image[plane])
                v = nonNegative ? Math.Max(0, v * white) : v * white;
    }
}
