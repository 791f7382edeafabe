using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Psfs.Measurement;
using Deconv.Simulation;
using Xunit;

namespace Deconv.Tests.Psfs.Measurement;

/// <summary>The blur of a simulated edge is found again.</summary>
public class SlantedEdgeTests
{
    [Theory]
    [InlineData("gaussian:0.7", 6, 0.003)]
    [InlineData("gaussian:1.5", 5, 0.005)]
    [InlineData("gaussian:1.5", 97, 0.005)]
    [InlineData("gaussian:3", -20, 0.005)]
    [InlineData("gaussian:2", 40, 0.005)]
    [InlineData("disk:4", 8, 0.005)]
    [InlineData("disk:6.5", 84, 0.003)]
    public void The_width_is_right_within_a_few_percent(string spec, double angle, double noise)
    {
        Psf truth = Psf.Parse(spec, _ => throw new NotSupportedException());
        using PlanarImage picture = Edge(truth, angle, noise);
        EdgeMeasurement found = SlantedEdge.Measure(picture, 20, 20, new(80, 80));
        double expected = truth.Diagnose().RmsRadius,
            measured = found.Psf.Diagnose().RmsRadius;
        Assert.InRange(measured, 0.95 * expected, 1.05 * expected);
        double likeness = Alike.Of(found.Psf, truth);
        Assert.True(likeness > 0.98, $"correlation {likeness:F4}");
        double width = spec.StartsWith('g')
            ? 2.3548 * double.Parse(spec[9..], System.Globalization.CultureInfo.InvariantCulture)
            : Math.Sqrt(3) * double.Parse(spec[5..], System.Globalization.CultureInfo.InvariantCulture);
        double allowed = spec.StartsWith('g') ? 0.07 : 0.12; // the top of a disk's line spread is rounded by the smoothing
        Assert.InRange(found.Fwhm, (1 - allowed) * width, (1 + allowed) * width);
        Assert.InRange(found.Misfit, 0.5 * noise / 0.6, 1.5 * noise / 0.6);
        Assert.True(found.Psf.Diagnose().Shift < 1e-3);
        Assert.Equal(0.6, found.Contrast, 0.02);
    }

    /// <summary>The angle is that of the edge itself, counter-clockwise from the right as seen on the screen.</summary>
    [Theory]
    [InlineData(8)]
    [InlineData(-20)]
    [InlineData(84)]
    public void The_angle_is_told(double turn)
    {
        using PlanarImage picture = Edge(Psf.Gaussian(1.5), turn, 0.002);
        double angle = SlantedEdge.Measure(picture, 20, 20, new(80, 80)).Angle;

        // The normal points to (cos turn, sin turn) with rows downwards; the edge is perpendicular to it.
        double difference = ((angle - (90 - turn)) % 180 + 270) % 180 - 90;
        Assert.InRange(difference, -0.5, 0.5);
    }

    [Fact]
    public void Boxes_without_an_edge_are_refused_with_a_reason()
    {
        using PlanarImage upright = Edge(Psf.Gaussian(1), 0, 0.001);
        Assert.Contains(
            "slanted",
            Assert.Throws<ArgumentException>(() => SlantedEdge.Measure(upright, 20, 20, new(80, 80))).Message,
            StringComparison.Ordinal
        );
        using var noise = new PlanarImage(new(100, 100), 1);
        Degradation.AddGaussianNoise(noise, 0.1, 3);
        Assert.Contains(
            "edge",
            Assert.Throws<ArgumentException>(() => SlantedEdge.Measure(noise, 10, 10, new(60, 60))).Message,
            StringComparison.Ordinal
        );
        using var black = new PlanarImage(new(100, 100), 3);
        Assert.Contains(
            "edge",
            Assert.Throws<ArgumentException>(() => SlantedEdge.Measure(black, 10, 10, new(60, 60))).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "inside",
            Assert.Throws<ArgumentException>(() => SlantedEdge.Measure(black, 60, 10, new(60, 60))).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "at least",
            Assert.Throws<ArgumentException>(() => SlantedEdge.Measure(black, 60, 10, new(5, 60))).Message,
            StringComparison.Ordinal
        );
    }

    /// <summary>A bright half plane, sampled by area, blurred, with noise.</summary>
    private static PlanarImage Edge(Psf psf, double angle, double noise)
    {
        const int Size = 120,
            Sub = 8;
        (double sin, double cos) = Math.SinCos(angle * Math.PI / 180);
        using var sharp = new PlanarImage(new(Size, Size), 1);
        for (int y = 0; y < Size; y++)
        for (int x = 0; x < Size; x++)
        {
            int inside = 0;
            for (int v = 0; v < Sub; v++)
            for (int u = 0; u < Sub; u++)
                if (((x - 59.7 + ((u + 0.5) / Sub) - 0.5) * cos) + ((y - 60.2 + ((v + 0.5) / Sub) - 0.5) * sin) > 0)
                    inside++;
            sharp[0][(y * Size) + x] = 0.2f + (0.6f * inside / (Sub * Sub));
        }

        PlanarImage blurred = Degradation.Blur(sharp, psf, Boundary.Replicate);
        Degradation.AddGaussianNoise(blurred, noise, 5);
        return blurred;
    }
}
