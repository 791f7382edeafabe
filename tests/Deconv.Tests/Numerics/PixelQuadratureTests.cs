using Deconv.Numerics;
using Xunit;

namespace Deconv.Tests.Numerics;

public class PixelQuadratureTests
{
    /// <summary>Three Gauss nodes integrate every polynomial of degree 5 exactly, so one cell is enough.</summary>
    [Fact]
    public void Polynomials_of_degree_5_are_exact()
    {
        float[] plane = PixelQuadrature.Integrate((x, y) => (x * x * x * x * x) + (3 * y * y * y * y) + (x * y) + 1, 2, 10);
        for (int y = -2; y <= 2; y++)
        for (int x = -2; x <= 2; x++)
        {
            double expected = Mean(x, 5) + (3 * Mean(y, 4)) + (x * y) + 1;
            Assert.Equal(expected, plane[((y + 2) * 5) + x + 2], 1e-5 * Math.Max(1, Math.Abs(expected)));
        }

        static double Mean(double at, int power) => (Math.Pow(at + 0.5, power + 1) - Math.Pow(at - 0.5, power + 1)) / (power + 1);
    }

    [Fact]
    public void X_runs_to_the_right_and_y_down()
    {
        float[] plane = PixelQuadrature.Integrate((x, y) => x + (10 * y), 1, 1);
        Assert.Equal([-11, -10, -9, -1, 0, 1, 9, 10, 11], plane.Select(v => MathF.Round(v)));
    }

    /// <summary>A density a tenth of a pixel wide is resolved by finer cells.</summary>
    [Fact]
    public void The_scale_decides_how_fine_the_cells_are()
    {
        const double Sigma = 0.1;
        float[] plane = PixelQuadrature.Integrate((x, y) => Math.Exp(-((x * x) + (y * y)) / (2 * Sigma * Sigma)), 1, Sigma);
        Assert.Equal(2 * Math.PI * Sigma * Sigma, plane.Sum(), 1e-6);
    }
}
