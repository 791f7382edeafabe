using Deconv.Numerics;

namespace Deconv.Metrics;

/// <summary>The difference between an image and a reference after the best subpixel shift.</summary>
/// <param name="Psnr">−10 log₁₀ of the mean squared difference, in dB, for a white of 1; +∞ for equal images.</param>
/// <param name="Ssim">Structural similarity of the luminance, −1 to 1.</param>
/// <param name="SquaredError">Sum of squared differences over all planes.</param>
/// <param name="ShiftRow">Rows by which the image lies below the reference.</param>
/// <param name="ShiftColumn">Columns by which it lies to the right.</param>
/// <param name="Compared">Rows and columns that were compared, after cropping.</param>
public sealed record ImageComparison(double Psnr, double Ssim, double SquaredError, double ShiftRow, double ShiftColumn, Shape Compared)
{
    /// <summary>
    /// Compares as the deconvolution literature does (Levin et al. 2009): the border of the reference is cropped, the image is shifted in steps of a
    /// quarter pixel (bilinear) within ±<paramref name="maxShift"/>, and the smallest squared error is reported.
    /// </summary>
    /// <param name="image">The image to compare.</param>
    /// <param name="reference">The truth, of the same shape and planes.</param>
    /// <param name="maxShift">Largest shift in whole pixels, 0 for none.</param>
    /// <param name="cropBorder">Samples cropped from each side; at least <paramref name="maxShift"/> + 1 if shifts are allowed.</param>
    /// <exception cref="ArgumentException">Shapes that differ, or nothing left to compare.</exception>
    public static ImageComparison Compare(PlanarImage image, PlanarImage reference, int maxShift = 0, int cropBorder = 0)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(reference);
        if (image.Shape != reference.Shape || image.Count != reference.Count)
            throw new ArgumentException(
                $"The images differ in size: {image.Shape} with {image.Count} planes against {reference.Shape} with {reference.Count}.",
                nameof(image)
            );
        ArgumentOutOfRangeException.ThrowIfNegative(maxShift);
        ArgumentOutOfRangeException.ThrowIfNegative(cropBorder);

        // A single row or column is neither cropped nor shifted in that direction.
        int cropY = Border(reference.Shape.Height, maxShift, cropBorder),
            cropX = Border(reference.Shape.Width, maxShift, cropBorder);
        int reachY = Math.Min(maxShift, cropY),
            reachX = Math.Min(maxShift, cropX);
        var inner = new Shape(reference.Shape.Height - (2 * cropY), reference.Shape.Width - (2 * cropX));
        if (inner.IsEmpty)
            throw new ArgumentException(
                $"A border of {cropBorder} and shifts up to {maxShift} leave no samples of {reference.Shape}.",
                nameof(cropBorder)
            );
        using PlanarImage truth = reference.Crop(cropY, cropX, inner);
        using var moved = new PlanarImage(inner, image.Count);
        (double row, double column) best = BestShift(image, truth, cropY, cropX, reachY, reachX, moved);
        double error = Sample(image, truth, cropY, cropX, best.row, best.column, moved);
        double mean = error / ((double)inner.Count * image.Count);
        return new(
            mean > 0 ? -10 * Math.Log10(mean) : double.PositiveInfinity,
            StructuralSimilarity.Of(moved, truth),
            error,
            best.row,
            best.column,
            inner
        );
    }

    private static int Border(int length, int maxShift, int cropBorder) => length <= 2 ? 0 : Math.Max(cropBorder, maxShift > 0 ? maxShift + 1 : 0);

    /// <summary>Searches whole pixels over the whole range first, then quarter pixels around the best of them.</summary>
    private static (double Row, double Column) BestShift(
        PlanarImage image,
        PlanarImage truth,
        int cropY,
        int cropX,
        int reachY,
        int reachX,
        PlanarImage moved
    )
    {
        (double Row, double Column) best = (0, 0);
        double least = double.PositiveInfinity;
        Try(0, 0); // first, so that images without detail are not said to be shifted
        for (int y = -reachY; y <= reachY; y++)
        for (int x = -reachX; x <= reachX; x++)
            Try(y, x);
        (double Row, double Column) whole = best;
        for (double y = Math.Max(-reachY, whole.Row - 0.75); y <= Math.Min(reachY, whole.Row + 0.75); y += 0.25)
        for (double x = Math.Max(-reachX, whole.Column - 0.75); x <= Math.Min(reachX, whole.Column + 0.75); x += 0.25)
            Try(y, x);
        return best;

        void Try(double y, double x)
        {
            double error = Sample(image, truth, cropY, cropX, y, x, moved);
            if (error < least)
                (least, best) = (error, (y, x));
        }
    }

    /// <summary>moved = the image at the reference's samples plus a shift, bilinear; returns the squared error against the truth.</summary>
    private static double Sample(PlanarImage image, PlanarImage truth, int cropY, int cropX, double shiftY, double shiftX, PlanarImage moved)
    {
        int y0 = (int)Math.Floor(shiftY),
            x0 = (int)Math.Floor(shiftX),
            w = image.Shape.Width;
        float fy = (float)(shiftY - y0),
            fx = (float)(shiftX - x0);
        double error = 0;
        for (int plane = 0; plane < image.Count; plane++)
        {
            ReadOnlySpan<float> x = image[plane];
            for (int y = 0; y < truth.Shape.Height; y++)
            {
                int top = (y + cropY + y0) * w,
                    bottom = fy > 0 ? top + w : top,
                    left = cropX + x0,
                    right = fx > 0 ? left + 1 : left;
                Span<float> row = moved.Row(plane, y);
                for (int i = 0; i < row.Length; i++)
                {
                    float above = x[top + left + i] + (fx * (x[top + right + i] - x[top + left + i]));
                    float below = x[bottom + left + i] + (fx * (x[bottom + right + i] - x[bottom + left + i]));
                    row[i] = above + (fy * (below - above));
                }

                error += Reduce.SquaredDistance(row, truth.Row(plane, y));
            }
        }

        return error;
    }
}
