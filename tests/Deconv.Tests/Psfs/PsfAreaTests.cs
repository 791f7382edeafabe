using Deconv.Psfs;
using MathNet.Numerics;
using Xunit;

namespace Deconv.Tests.Psfs;

/// <summary>Every analytic blur is the integral of its density over the area of each pixel, against oracles that integrate another way.</summary>
public class PsfAreaTests
{
    /// <summary>512 sides lose 2.5e-5 of a circle's area, all of it at the rim.</summary>
    private const double CircleTolerance = 1e-4;

    [Theory]
    [InlineData(0.4)]
    [InlineData(1)]
    [InlineData(2.5)]
    [InlineData(4)]
    [InlineData(7.3)]
    public void Disk_samples_are_the_covered_share_of_each_pixel(double radius)
    {
        Psf psf = Psf.Disk(radius);
        int reach = psf.OriginRow;
        Assert.True(reach >= radius - 0.5, "the whole disk fits");
        for (int y = -reach; y <= reach; y++)
        for (int x = -reach; x <= reach; x++)
            Assert.Equal(Coverage(radius, x, y), PsfGeneratorTests.At(psf, y, x) * Math.PI * radius * radius, CircleTolerance);
    }

    [Fact]
    public void Pixels_inside_a_disk_hold_one_over_its_area()
    {
        Psf psf = Psf.Disk(5);
        for (int y = -5; y <= 5; y++)
        for (int x = -5; x <= 5; x++)
            if (Math.Pow(Math.Abs(x) + 0.5, 2) + Math.Pow(Math.Abs(y) + 0.5, 2) < 24.9)
                Assert.Equal(1 / (Math.PI * 25), PsfGeneratorTests.At(psf, y, x), CircleTolerance / (Math.PI * 25));
    }

    /// <summary>A feathered rim is the mean of disks; its profile falls from full at r − f/2 to nothing at r + f/2.</summary>
    [Fact]
    public void A_feathered_rim_falls_steadily_and_keeps_the_middle_flat()
    {
        Psf sharp = Psf.Disk(6),
            soft = Psf.Disk(6, 4);
        Assert.Equal(PsfGeneratorTests.At(soft, 0, 0), PsfGeneratorTests.At(soft, 0, 3), 1e-6);
        for (int x = 4; x < 8; x++)
            Assert.True(PsfGeneratorTests.At(soft, 0, x) > PsfGeneratorTests.At(soft, 0, x + 1));
        Assert.Equal(0, PsfGeneratorTests.At(sharp, 0, 7), 1e-9);
        Assert.True(PsfGeneratorTests.At(soft, 0, 7) > 0);
        Assert.Equal(0, PsfGeneratorTests.At(soft, 0, 9), 1e-9);
    }

    [Fact]
    public void A_box_of_3_is_9_equal_samples_and_one_of_4_has_half_borders()
    {
        Psf three = Psf.Box(3),
            four = Psf.Box(4),
            line = Psf.Box(5, 1);
        Assert.Equal(new Shape(3, 3), three.Shape);
        Assert.All(three.Samples.ToArray(), v => Assert.Equal(1.0 / 9, v, 1e-7));
        Assert.Equal(new Shape(5, 5), four.Shape);
        for (int y = -2; y <= 2; y++)
        for (int x = -2; x <= 2; x++)
            Assert.Equal((Math.Abs(y) == 2 ? 0.5 : 1) * (Math.Abs(x) == 2 ? 0.5 : 1) / 16, PsfGeneratorTests.At(four, y, x), 1e-7);
        Assert.Equal(new Shape(1, 5), line.Shape);
        Assert.All(line.Samples.ToArray(), v => Assert.Equal(0.2, v, 1e-7));
    }

    [Fact]
    public void Motion_of_15_is_15_equal_samples_in_a_row_and_at_90_degrees_in_a_column()
    {
        Psf across = Psf.Motion(15),
            up = Psf.Motion(15, 90);
        Assert.Equal(new Shape(1, 15), across.Shape);
        Assert.All(across.Samples.ToArray(), v => Assert.Equal(1.0 / 15, v, 1e-7));
        Assert.Equal(new Shape(15, 1), up.Shape);
        Assert.All(up.Samples.ToArray(), v => Assert.Equal(1.0 / 15, v, 1e-7));
    }

    /// <summary>
    /// A streak at any angle keeps its length: variance L²/12 along it, 1/12 across it, and 1/12 from the pixel in both. How an edge falls on
    /// the pixel grid moves a second moment by up to 1/6.
    /// </summary>
    [Theory]
    [InlineData(9, 0)]
    [InlineData(12.5, 30)]
    [InlineData(20, 71)]
    [InlineData(6, -45)]
    public void A_streak_has_the_moments_of_its_rectangle(double length, double angle)
    {
        (double xx, double xy, double yy) = Covariance(Psf.Motion(length, angle));
        (double sin, double cos) = Math.SinCos(angle * Math.PI / 180);
        double along = length * length / 12,
            across = 1.0 / 12,
            pixel = 1.0 / 12;
        Assert.Equal((along * cos * cos) + (across * sin * sin), xx - pixel, 0.17);
        Assert.Equal((along * sin * sin) + (across * cos * cos), yy - pixel, 0.17);
        Assert.Equal((across - along) * sin * cos, xy, 0.17);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.7)]
    [InlineData(1.5)]
    [InlineData(4)]
    public void Gaussian_samples_are_differences_of_the_error_function(double sigma)
    {
        Psf psf = Psf.Gaussian(sigma);
        int r = psf.OriginRow;
        double[] axis =
        [
            .. Enumerable
                .Range(-r, (2 * r) + 1)
                .Select(x => 0.5 * (SpecialFunctions.Erf((x + 0.5) / sigma / Math.Sqrt(2)) - SpecialFunctions.Erf((x - 0.5) / sigma / Math.Sqrt(2)))),
        ];
        double inside = axis.Sum();
        Assert.True(inside * inside >= 0.999, $"the square holds {inside * inside:P3}");
        for (int y = -r; y <= r; y++)
        for (int x = -r; x <= r; x++)
            Assert.Equal(axis[y + r] * axis[x + r] / (inside * inside), PsfGeneratorTests.At(psf, y, x), 1e-5);
    }

    [Fact]
    public void An_elliptical_gaussian_has_its_variances_along_its_axes()
    {
        (double xx, double xy, double yy) = Covariance(Psf.Gaussian(4, 1.5, 30));
        (double sin, double cos) = Math.SinCos(Math.PI / 6);

        // Pixel area adds 1/12; the tails beyond 99.9 % take off less than 1 %.
        Assert.Equal((16 * cos * cos) + (2.25 * sin * sin) + (1.0 / 12), xx, 0.12);
        Assert.Equal((16 * sin * sin) + (2.25 * cos * cos) + (1.0 / 12), yy, 0.12);
        Assert.Equal((2.25 - 16) * sin * cos, xy, 0.12);
    }

    [Theory]
    [InlineData(3, 4.5)]
    [InlineData(1.2, 2.5)]
    [InlineData(6, 3)]
    public void Moffat_samples_fall_steadily_and_are_integrals_of_the_profile(double fwhm, double beta)
    {
        Psf psf = Psf.Moffat(fwhm, beta);
        double alpha = fwhm / (2 * Math.Sqrt(Math.Pow(2, 1 / beta) - 1));
        int r = psf.OriginRow;
        double inside = 1 - Math.Pow(1 + (r * r / (alpha * alpha)), 1 - beta);
        Assert.True(inside >= 0.999 || r == Psf.MaxRadius, $"the circle holds {inside:P3}");
        for (int x = 0; x < r; x++)
            Assert.True(PsfGeneratorTests.At(psf, 0, x) > PsfGeneratorTests.At(psf, 0, x + 1));
        AssertShape(psf, (x, y) => Math.Pow(1 + (((x * x) + (y * y)) / (alpha * alpha)), -beta), 1e-4);
    }

    [Fact]
    public void An_elliptical_Moffat_is_narrower_by_its_ratio_across_its_angle()
    {
        const double Beta = 3,
            Fwhm = 4;
        double alpha = Fwhm / (2 * Math.Sqrt(Math.Pow(2, 1 / Beta) - 1));
        AssertShape(
            Psf.Moffat(Fwhm, Beta, 0.5),
            (x, y) => Math.Pow(1 + ((x * x) / (alpha * alpha)) + ((y * y) / (alpha * alpha * 0.25)), -Beta),
            1e-4
        );
    }

    [Fact]
    public void Airy_samples_are_integrals_of_the_diffraction_pattern()
    {
        double perPixel = Math.PI * 3.9 / (0.55 * 8);
        Psf psf = Psf.Airy(8, 3.9);
        AssertShape(psf, (x, y) => Math.Pow(Jinc(perPixel * Math.Sqrt((x * x) + (y * y))), 2), 1e-4);
        double firstZero = 3.8317 / perPixel;
        for (int x = 0; x + 1.5 < firstZero; x++)
            Assert.True(PsfGeneratorTests.At(psf, 0, x) > PsfGeneratorTests.At(psf, 0, x + 1));

        // Twice the f-number is twice the width: the middle sample holds about a quarter.
        Assert.InRange(PsfGeneratorTests.At(Psf.Airy(32, 3.9), 0, 0) / PsfGeneratorTests.At(Psf.Airy(16, 3.9), 0, 0), 0.24, 0.32);
    }

    /// <summary>2 J₁(v)/v by Bessel's integral (1/π)∫cos(τ − v sin τ)dτ, which a trapezoid sums to rounding.</summary>
    private static double Jinc(double v)
    {
        if (v < 1e-6)
            return 1;
        double sum = 0;
        const int N = 64;
        for (int i = 0; i < N; i++)
        {
            double t = 2 * Math.PI * i / N;
            sum += Math.Cos(t - (v * Math.Sin(t)));
        }

        return 2 * sum / N / v;
    }

    /// <summary>Ratios to the middle sample against a midpoint rule of 40x40 cells, which is good to 1e-5 for profiles wider than a pixel.</summary>
    private static void AssertShape(Psf psf, Func<double, double, double> density, double tolerance)
    {
        double middle = Integral(0, 0);
        foreach ((int y, int x) in (ReadOnlySpan<(int, int)>)[(0, 1), (1, 0), (1, 1), (2, 0), (-1, 2), (3, 1), (4, -4)])
            if (Math.Abs(y) <= psf.OriginRow && Math.Abs(x) <= psf.OriginColumn)
                Assert.Equal(Integral(x, y) / middle, PsfGeneratorTests.At(psf, y, x) / PsfGeneratorTests.At(psf, 0, 0), tolerance);

        double Integral(int x, int y)
        {
            double sum = 0;
            for (int i = 0; i < 40; i++)
            for (int j = 0; j < 40; j++)
                sum += density(x - 0.5 + ((i + 0.5) / 40), y - 0.5 + ((j + 0.5) / 40));
            return sum / 1600;
        }
    }

    /// <summary>Area of a circle inside one pixel, by thin slices.</summary>
    private static double Coverage(double radius, int x, int y)
    {
        const int Slices = 4000;
        double area = 0;
        for (int i = 0; i < Slices; i++)
        {
            double at = x - 0.5 + ((i + 0.5) / Slices);
            if (Math.Abs(at) >= radius)
                continue;
            double half = Math.Sqrt((radius * radius) - (at * at));
            area += Math.Max(0, Math.Min(y + 0.5, half) - Math.Max(y - 0.5, -half));
        }

        return area / Slices;
    }

    private static (double XX, double XY, double YY) Covariance(Psf psf)
    {
        double xx = 0,
            xy = 0,
            yy = 0;
        for (int y = -psf.OriginRow; y <= psf.OriginRow; y++)
        for (int x = -psf.OriginColumn; x <= psf.OriginColumn; x++)
        {
            double v = PsfGeneratorTests.At(psf, y, x);
            (xx, xy, yy) = (xx + (v * x * x), xy + (v * x * y), yy + (v * y * y));
        }

        return (xx, xy, yy);
    }
}
