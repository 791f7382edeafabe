using Deconv.Estimation;
using Deconv.Numerics;
using Deconv.Operators;
using Deconv.Psfs;

namespace Deconv.Restoration.Verdict;

/// <summary>Computes a <see cref="FitCheck"/>: see there.</summary>
internal static class FitChecker
{
    /// <summary>Mean squared residual over the variance of the noise up to which an image is explained.</summary>
    public const double MaxChiSquare = 2;

    private const double MinChiSquare = 0.2;
    private const double MaxWhiteness = 0.15;

    /// <summary>Spectra of small tiles tell sizes apart less well: the correct PSF is off by up to 0.056 from the best size.</summary>
    private const double TileEvidence = 2;

    /// <summary>Minimum number of samples that cover the whole PSF; with fewer there is no verdict.</summary>
    private const int MinSamples = 64;

    private static readonly (int Row, int Column)[] Lags = [(0, 1), (0, 2), (0, 3), (1, 0), (2, 0), (3, 0), (1, 1), (1, -1)];

    /// <summary>Judges one plane.</summary>
    /// <param name="question">The restored plane and what it is compared with.</param>
    /// <param name="residual">Receives (observed − blurred again)/noise, zero at the frame; overwritten.</param>
    public static FitCheck Judge(FitQuestion question, Span<float> residual)
    {
        (Shape shape, Psf psf, float noise) = (question.Shape, question.Psf, (float)question.Noise);
        ReadOnlySpan<float> observed = question.Observed.Span,
            restored = question.Restored.Span,
            weights = question.Weights;
        residual.Clear();
        var geometry = ConvolutionGeometry.Of(shape, psf.Shape, Extent.Valid);
        Shape inner = geometry.Output;
        if (inner.Count < MinSamples)
            return FitCheck.NotChecked(FitCause.SmallImage, question.Clipped);
        int top = psf.Shape.Height - 1 - psf.OriginRow,
            left = psf.Shape.Width - 1 - psf.OriginColumn;
        using AlignedBuffer buffer = AlignedPool.Rent(2 * inner.Count);
        Span<float> r = buffer.Span[..inner.Count],
            w = buffer.Span[inner.Count..];
        ILinearOperator blur = question.Field is { } field
            ? new FieldConvolution(geometry, field)
            : new Convolution(geometry).WithKernel(psf.Samples);
        blur.Apply(restored, r);
        for (int y = 0; y < inner.Height; y++)
        for (int x = 0; x < inner.Width; x++)
        {
            int at = ((y + top) * shape.Width) + x + left,
                i = (y * inner.Width) + x;
            w[i] = weights.IsEmpty ? 1 : Math.Max(0, weights[at]);
            residual[at] = r[i] = w[i] * (observed[at] - r[i]) / noise;
        }

        double count = Math.Max(1, Reduce.Sum(w)),
            chiSquare = Reduce.SumOfSquares(r) / count,
            whiteness = Whiteness(r, inner);
        (FitVerdict verdict, FitCause cause) = Verdict(chiSquare, whiteness, question);
        if (
            question.TrySizes
            && verdict != FitVerdict.OverFitted
            && Sizes(question) is { } trials
            && PsfExaminer.WrongSize(trials, question.Weights is null ? 1 : TileEvidence) is { } wrong
        )
            (verdict, cause) = (wrong, FitCause.None);
        double gain = NoiseEstimator.Haar(restored, shape) / question.Noise;
        AnswerExamination answer = question.FindArtifacts
            ? new AnswerExaminer(shape, psf).Examine(observed, restored, weights, noise)
            : AnswerExamination.None;
        if (answer.IsRuined)
            (verdict, cause) = (
                FitVerdict.Artifacts,
                OverFits(chiSquare, question) || question.SmoothingGiven ? FitCause.NoiseAmplified : FitCause.PsfWrong
            );
        return new(verdict, cause, chiSquare, whiteness, gain, Overshoot(observed, restored), 100 * question.Clipped)
        {
            ArtifactPercent = answer.ArtifactPercent,
            BlackPercent = double.IsNaN(answer.ArtifactPercent) ? double.NaN : answer.BlackPercent,
        };
    }

    private static (FitVerdict, FitCause) Verdict(double chiSquare, double whiteness, FitQuestion question)
    {
        if (OverFits(chiSquare, question))
            return (FitVerdict.OverFitted, FitCause.None);
        if (!(chiSquare > MaxChiSquare))
            return (FitVerdict.Fits, FitCause.None);
        FitCause cause =
            question.StrengthGiven ? FitCause.StrengthGiven
            : whiteness > MaxWhiteness ? FitCause.PsfWrong
            : FitCause.NoiseUnderestimated;
        return (FitVerdict.StructureLeft, cause);
    }

    private static bool OverFits(double chiSquare, FitQuestion question) =>
        chiSquare * question.Noise * question.Noise < MinChiSquare * question.Measured * question.Measured;

    /// <summary>
    /// A PSF of the wrong size can leave a white residual, but the spectrum of the image reveals it; null if too little of
    /// it is trusted.
    /// </summary>
    private static List<PsfTrial>? Sizes(FitQuestion question)
    {
        (Shape shape, Psf psf) = (question.Shape, question.Psf);
        ReadOnlySpan<float> observed = question.Observed.Span;
        if (question.Weights is { } weights)
            return BlurLikelihood.OfTiles(observed, shape, weights, psf) is { } tiles ? PsfExaminer.SpectrumTrials(tiles, psf) : null;
        var window = new Shape(Math.Min(shape.Height, PsfExaminer.Window), Math.Min(shape.Width, PsfExaminer.Window));
        using AlignedBuffer middle = AlignedPool.Rent(window.Count);
        int top = (shape.Height - window.Height) / 2,
            left = (shape.Width - window.Width) / 2;
        for (int y = 0; y < window.Height; y++)
            observed.Slice(((y + top) * shape.Width) + left, window.Width).CopyTo(middle.Span[(y * window.Width)..]);
        return PsfExaminer.SpectrumTrials(middle.Span, window, psf);
    }

    /// <summary>Root mean square of the normalized autocorrelation over small lags.</summary>
    private static double Whiteness(ReadOnlySpan<float> r, Shape shape)
    {
        double energy = Reduce.SumOfSquares(r),
            sum = 0;
        if (energy == 0)
            return 0;
        foreach ((int row, int column) in Lags)
        {
            if (shape.Height <= row || shape.Width <= Math.Abs(column))
                continue;
            double product = 0;
            int length = shape.Width - Math.Abs(column);
            for (int y = 0; y + row < shape.Height; y++)
            {
                product += Reduce.Dot(
                    r.Slice((y * shape.Width) + Math.Max(0, -column), length),
                    r.Slice(((y + row) * shape.Width) + Math.Max(0, column), length)
                );
            }

            sum += product / energy * (product / energy);
        }

        return Math.Sqrt(sum / Lags.Length);
    }

    private static double Overshoot(ReadOnlySpan<float> observed, ReadOnlySpan<float> restored)
    {
        float darkest = float.MaxValue,
            brightest = float.MinValue;
        foreach (float v in observed)
            (darkest, brightest) = (Math.Min(darkest, v), Math.Max(brightest, v));
        float black = Math.Min(0, darkest),
            range = Math.Max(brightest - black, 1e-12f);
        int step = Math.Max(1, restored.Length / 100_000);
        var excess = new List<float>();
        for (int i = 0; i < restored.Length; i += step)
            excess.Add(Math.Max(0, Math.Max(black - restored[i], restored[i] - brightest)));
        return 100 * NoiseEstimator.Rank([.. excess], (int)(0.999 * (excess.Count - 1))) / range;
    }
}
