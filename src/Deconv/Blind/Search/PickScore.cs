using Deconv.Numerics;
using Deconv.Operators;
using Deconv.Psfs;

namespace Deconv.Blind.Search;

/// <summary>
/// How good a restored image looks without a reference: log of ‖∇x‖₁/(‖∇x‖₂ √N) (Krishnan, Tay and Fergus 2011), smaller is
/// sharper and cleaner, plus a weighted log of the misfit. The best of seven measures tried for choosing among the estimates for one image.
/// </summary>
internal static class PickScore
{
    /// <summary>Log of ‖∇x‖₁/(‖∇x‖₂ √N) where the whole kernel lies inside the frame.</summary>
    /// <param name="restored">The plane.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="psf">The kernel.</param>
    /// <param name="trusted">1 where a sample takes part, 0 where not; empty for all.</param>
    public static double Sparsity(ReadOnlySpan<float> restored, Shape shape, Psf psf, ReadOnlySpan<float> trusted)
    {
        int top = psf.Shape.Height / 2,
            left = psf.Shape.Width / 2,
            w = shape.Width;
        double one = 0,
            two = 0,
            count = 0;
        for (int y = top; y < shape.Height - top - 1; y++)
        {
            float rowOne = 0,
                rowTwo = 0;
            for (int x = left; x < w - left - 1; x++)
            {
                int at = (y * w) + x;
                if (!trusted.IsEmpty && (trusted[at] < 1 || trusted[at + 1] < 1 || trusted[at + w] < 1))
                    continue;
                float v = restored[at],
                    h = restored[at + 1] - v,
                    d = restored[at + w] - v;
                rowOne += Math.Abs(h) + Math.Abs(d);
                rowTwo += (h * h) + (d * d);
                count++;
            }

            one += rowOne;
            two += rowTwo;
        }

        return Math.Log(one / Math.Sqrt(Math.Max(two * count, 1e-30)));
    }

    /// <summary>Log of the mean of (k∗x − y)² where the whole kernel lies inside the frame.</summary>
    /// <param name="observed">The blurred plane.</param>
    /// <param name="restored">The restored plane.</param>
    /// <param name="shape">Shape of both planes.</param>
    /// <param name="psf">The kernel.</param>
    /// <param name="trusted">As above.</param>
    public static double Misfit(ReadOnlySpan<float> observed, ReadOnlySpan<float> restored, Shape shape, Psf psf, ReadOnlySpan<float> trusted)
    {
        var convolution = new Convolution(shape, psf.Shape, Extent.Valid);
        Shape valid = convolution.Geometry.Output;
        using AlignedBuffer again = AlignedPool.Rent(valid.Count);
        convolution.WithKernel(psf.Samples).Apply(restored[..shape.Count], again.Span);
        int top = psf.Shape.Height - 1 - psf.OriginRow,
            left = psf.Shape.Width - 1 - psf.OriginColumn;
        double sum = 0,
            count = 0;
        for (int y = 0; y < valid.Height; y++)
        {
            int first = ((y + top) * shape.Width) + left;
            Span<float> row = again.Span.Slice(y * valid.Width, valid.Width);
            ReadOnlySpan<float> seen = observed.Slice(first, valid.Width);
            if (!trusted.IsEmpty)
                for (int x = 0; x < row.Length; x++)
                    row[x] = trusted[first + x] < 1 ? seen[x] : row[x];
            sum += Reduce.SquaredDistance(row, seen);
            count += trusted.IsEmpty ? row.Length : Reduce.Sum(trusted.Slice(first, row.Length));
        }

        return Math.Log((sum / Math.Max(1, count)) + 1e-12);
    }
}
