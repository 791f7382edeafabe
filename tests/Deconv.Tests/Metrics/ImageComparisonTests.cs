using Deconv.Metrics;
using Xunit;

namespace Deconv.Tests.Metrics;

public class ImageComparisonTests
{
    /// <summary>A smooth scene sampled with its origin moved by (row, column).</summary>
    private static PlanarImage Scene(double row, double column, int planes = 1)
    {
        var image = new PlanarImage(new(48, 56), planes);
        for (int plane = 0; plane < planes; plane++)
        for (int y = 0; y < 48; y++)
        for (int x = 0; x < 56; x++)
            image.Row(plane, y)[x] = (float)(
                0.5 + (0.2 * Math.Sin((y - row) * 0.31)) + (0.2 * Math.Cos(((x - column) * 0.23) + ((y - row) * 0.05) + plane))
            );
        return image;
    }

    [Fact]
    public void Equal_pictures_are_infinitely_close()
    {
        using PlanarImage a = Scene(0, 0, 3);
        ImageComparison c = ImageComparison.Compare(a, a, maxShift: 2);
        Assert.Equal((double.PositiveInfinity, 0.0, 0.0, 0.0), (c.Psnr, c.SquaredError, c.ShiftRow, c.ShiftColumn));
        Assert.Equal(1, c.Ssim, 1e-6);
    }

    [Fact]
    public void Psnr_is_that_of_the_mean_square_over_all_planes()
    {
        using PlanarImage a = Scene(0, 0, 3),
            b = a.Clone();
        foreach (ref float v in b[1])
            v += 0.1f;
        ImageComparison c = ImageComparison.Compare(b, a);
        Assert.Equal(10 * Math.Log10(3 / 0.01), c.Psnr, 1e-3);
        Assert.Equal(0.01 * 48 * 56, c.SquaredError, 1e-3);
        Assert.Equal(new Shape(48, 56), c.Compared);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, -3)]
    [InlineData(0.25, 0.5)]
    [InlineData(-1.75, 2.5)]
    [InlineData(1.4, -0.9)]
    [InlineData(3, 3)]
    public void A_known_shift_is_found_within_a_quarter_pixel(double row, double column)
    {
        using PlanarImage reference = Scene(0, 0),
            moved = Scene(row, column);
        ImageComparison c = ImageComparison.Compare(moved, reference, maxShift: 3),
            still = ImageComparison.Compare(moved, reference, 0, 4);
        Assert.Equal(row, c.ShiftRow, 0.25);
        Assert.Equal(column, c.ShiftColumn, 0.25);
        if (row != 0)
            Assert.True(c.Psnr > still.Psnr + 6, $"{c.Psnr:F1} dB moved, {still.Psnr:F1} still");
        Assert.Equal(new Shape(40, 48), c.Compared); // one more than the shift on every side
    }

    [Fact]
    public void A_signal_of_one_row_moves_along_its_row_only()
    {
        using PlanarImage reference = Scene(0, 0).Crop(5, 0, new(1, 56)),
            moved = Scene(0, 1.5).Crop(5, 0, new(1, 56));
        ImageComparison c = ImageComparison.Compare(moved, reference, 3);
        Assert.Equal((0, 1.5), (c.ShiftRow, c.ShiftColumn));
    }

    [Fact]
    public void What_cannot_be_compared_is_refused_with_both_sizes()
    {
        using PlanarImage a = Scene(0, 0),
            b = a.Crop(0, 0, new(40, 56)),
            color = Scene(0, 0, 3);
        Assert.Contains("40x56", Assert.Throws<ArgumentException>(() => ImageComparison.Compare(b, a)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ImageComparison.Compare(color, a));
        Assert.Contains(
            "leave no samples",
            Assert.Throws<ArgumentException>(() => ImageComparison.Compare(a, a, 0, 24)).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageComparison.Compare(a, a, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageComparison.Compare(a, a, 0, -1));
    }
}
