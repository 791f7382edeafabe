using System.Globalization;
using Deconv.Estimation;
using Deconv.Numerics;
using Deconv.Operators;
using Deconv.Psfs;

namespace Deconv.Restoration.Verdict;

/// <summary>Computes a <see cref="FitCheck"/>: see there.</summary>
internal static class FitChecker
{
    private const double TooMuchLeft = 1.7;
    private const double TooLittleLeft = 0.35;
    private const double NotWhite = 0.15;

    /// <summary>A sample at a distance of this share of the PSF's width from the frame has its whole blur inside.</summary>
    private static readonly (int Row, int Column)[] Lags = [(0, 1), (0, 2), (0, 3), (1, 0), (2, 0), (3, 0), (1, 1), (1, -1)];

    /// <summary>Judges one plane.</summary>
    /// <param name="observed">The blurred plane.</param>
    /// <param name="restored">The restored plane of the same shape.</param>
    /// <param name="shape">Their shape.</param>
    /// <param name="weights">Trust per sample, or empty.</param>
    /// <param name="psf">The blur.</param>
    /// <param name="noise">Standard deviation the fit had to expect, in the units of the planes.</param>
    /// <param name="clipped">Share of samples not trusted, 0 to 1.</param>
    /// <param name="strengthGiven">Whether λ was given: what is left may be its work and not the PSF's.</param>
    /// <param name="size">Whether PSFs of other sizes are tried.</param>
    /// <param name="residual">Receives (observed − blurred again)/noise, zero at the frame; empty when not wanted.</param>
    public static FitCheck Judge(
        ReadOnlySpan<float> observed,
        ReadOnlySpan<float> restored,
        Shape shape,
        ReadOnlySpan<float> weights,
        Psf psf,
        double noise,
        double clipped,
        bool strengthGiven,
        bool size,
        Span<float> residual
    )
    {
        residual.Clear();
        var geometry = ConvolutionGeometry.Of(shape, psf.Shape, Extent.Valid);
        Shape inner = geometry.Output;
        if (inner.Count < 64)
            return FitCheck.NotChecked(clipped, "The picture is too small against the PSF to check the answer.");
        int top = psf.Shape.Height - 1 - psf.OriginRow,
            left = psf.Shape.Width - 1 - psf.OriginColumn;
        using AlignedBuffer buffer = AlignedPool.Rent(2 * inner.Count);
        Span<float> r = buffer.Span[..inner.Count],
            w = buffer.Span[inner.Count..];
        new Convolution(geometry).WithKernel(psf.Samples).Apply(restored, r);
        for (int y = 0; y < inner.Height; y++)
        for (int x = 0; x < inner.Width; x++)
        {
            int at = ((y + top) * shape.Width) + x + left,
                i = (y * inner.Width) + x;
            w[i] = weights.IsEmpty ? 1 : weights[at];
            r[i] = w[i] * (observed[at] - r[i]) / (float)noise;
            if (!residual.IsEmpty)
                residual[at] = r[i];
        }

        double count = Math.Max(1, Reduce.Sum(w)),
            chiSquare = Reduce.SumOfSquares(r) / count,
            whiteness = Whiteness(r, inner);
        (string verdict, string advice) = Verdict(chiSquare, whiteness, strengthGiven);
        if (size && verdict != "over-fitted" && PsfExaminer.WrongSize(Sizes(observed, shape, psf)) is { } wrong)
            (verdict, advice) = wrong;
        return new(chiSquare, whiteness, NoiseEstimator.Haar(restored, shape) / noise, Overshoot(observed, restored), 100 * clipped, verdict, advice);
    }

    private static (string Verdict, string Advice) Verdict(double chiSquare, double whiteness, bool strengthGiven)
    {
        string left = string.Create(CultureInfo.InvariantCulture, $"{Math.Sqrt(chiSquare):F1}");
        if (chiSquare > TooMuchLeft && strengthGiven)
            return (
                "structure-left",
                $"Structure is left in what the answer does not explain ({left} times the noise): lambda smooths more than the noise asks for, or the PSF is wrong. Leave lambda to auto to tell which."
            );
        if (chiSquare > TooMuchLeft && whiteness > NotWhite)
            return (
                "structure-left",
                $"Structure is left in what the answer does not explain ({left} times the noise): the PSF looks wrong in size, shape or orientation; 'deconv psf check PSF --image PICTURE' tries others."
            );
        if (chiSquare > TooMuchLeft)
            return (
                "structure-left",
                $"The answer leaves {left} times the noise unexplained: the noise is larger than it was taken for, or the PSF is not exact. Give --noise, or --psf-trust estimated."
            );
        if (chiSquare < TooLittleLeft)
            return (
                "over-fitted",
                $"The answer follows the picture closer than its noise allows ({left} of the noise is left): grain was fitted. Raise --lambda or lower --iterations."
            );
        return ("fits", "The answer, blurred again, explains the picture to within its noise.");
    }

    /// <summary>A PSF of the wrong size can leave a white residual; the spectrum of the picture gives it away.</summary>
    private static List<PsfTrial> Sizes(ReadOnlySpan<float> observed, Shape shape, Psf psf)
    {
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
                product += Reduce.Dot(
                    r.Slice((y * shape.Width) + Math.Max(0, -column), length),
                    r.Slice(((y + row) * shape.Width) + Math.Max(0, column), length)
                );
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
