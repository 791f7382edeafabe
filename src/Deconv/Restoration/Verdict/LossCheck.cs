using Deconv.Numerics;
using Deconv.Operators;
using Deconv.Psfs;

namespace Deconv.Restoration.Verdict;

/// <summary>
/// Whether a restored image still explains the observed one after something was taken from it. The residual of what is left is that of the restored
/// image plus the loss, blurred, in units of the noise.
/// </summary>
internal static class LossCheck
{
    /// <summary>Computes <see cref="DeconvolutionResult.CheckWithout"/>: see there.</summary>
    public static FitCheck Judge(DeconvolutionResult result, Psf psf, PlanarImage loss, ReadOnlySpan<float> residual, FitCause cause)
    {
        FitCheck check = result.Check;
        Shape shape = loss.Shape;
        if (check.Verdict != FitVerdict.Fits || !shape.Contains(psf.Shape))
            return check;
        var geometry = ConvolutionGeometry.Of(shape, psf.Shape, Extent.Valid);
        Shape inner = geometry.Output;
        int top = psf.Shape.Height - 1 - psf.OriginRow,
            left = psf.Shape.Width - 1 - psf.OriginColumn;
        using AlignedBuffer buffer = AlignedPool.Rent(shape.Count + inner.Count);
        Span<float> light = buffer.Span[..shape.Count],
            blurred = buffer.Span[shape.Count..];
        bool luminance = result.Parameters.Channels != ChannelMode.Each && loss.Count == 3;
        float scale = (float)(1 / (result.Parameters.White * result.Planes[0].Expected));
        for (int i = 0; i < light.Length; i++)
            light[i] = scale * (luminance ? (loss[0][i] + loss[1][i] + loss[2][i]) / 3 : loss[0][i]);
        new Convolution(geometry).WithKernel(psf.Samples).Apply(light, blurred);
        double squares = 0;
        int count = 0;
        for (int y = 0; y < inner.Height; y++)
        {
            ReadOnlySpan<float> known = residual.Slice(((y + top) * shape.Width) + left, inner.Width),
                lost = blurred.Slice(y * inner.Width, inner.Width);
            for (int x = 0; x < known.Length; x++)
            {
                if (known[x] == 0) // not trusted
                    continue;
                double r = known[x] + lost[x];
                squares += r * r;
                count++;
            }
        }

        double chiSquare = squares / Math.Max(1, count);
        return chiSquare > FitChecker.MaxChiSquare ? check with { Verdict = FitVerdict.LostInFile, Cause = cause, ChiSquare = chiSquare } : check;
    }
}
