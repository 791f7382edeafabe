using Deconv.Numerics;
using Deconv.Numerics.Fft;
using Deconv.Operators;
using Deconv.Operators.Engines;
using Deconv.Tests.Oracles;
using Xunit;

namespace Deconv.Tests.Operators.Engines;

public class TiledEngineTests
{
    private const double Tolerance = 1e-6; // worst seen 4e-7

    public static TheoryData<int> Widths => [.. EngineChecks.Widths];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Matches_the_definition(int bits)
    {
        foreach (ConvolutionGeometry geometry in EngineChecks.Geometries)
            EngineChecks.MatchesOracle(new TiledEngine(geometry, 1, bits), Tolerance);
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Matches_the_definition_with_many_small_tiles_of_every_radix(int bits)
    {
        var geometry = ConvolutionGeometry.Of(new(101, 135), new(7, 6), Extent.Same);
        foreach (Shape tile in (ReadOnlySpan<Shape>)[new(32, 32), new(48, 64), new(80, 96), new(20, 256), new(64, 80), new(36, 128), new(160, 160)])
            if (TileTransform.IsPossible(tile, bits / 32))
                EngineChecks.MatchesOracle(new TiledEngine(geometry, 1, bits, tile), Tolerance);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Holding_an_image_is_right_with_its_spectra_kept_and_without(bool cached)
    {
        var g = ConvolutionGeometry.Of(new(150, 170), new(9, 8), Extent.Valid);
        int bits = VectorWidth.Best;
        TileTransform transform = TileTransform.Create(new(64, 64), bits);
        float[] image = EngineChecks.Random(g.Image, 1),
            kernel = EngineChecks.Random(g.Kernel, 2),
            residual = EngineChecks.Random(g.Output, 3);
        float[] y = EngineChecks.Dirty(g.Output),
            h = EngineChecks.Dirty(g.Kernel);
        var held = new TiledHeldImage(g, transform, bits / 32, 1, image, cached);
        held.Apply(kernel, y);
        held.Adjoint(residual, h);
        EngineChecks.Close(NaiveConvolution.Apply(g, image, kernel), y, Tolerance, "apply");
        EngineChecks.Close(NaiveConvolution.KernelAdjoint(g, residual, image), h, Tolerance, "adjoint");
    }

    [Fact]
    public void A_large_image_is_right_on_every_edge_and_inside()
    {
        var g = ConvolutionGeometry.Of(new(717, 901), new(31, 30), Extent.Same);
        float[] image = EngineChecks.Random(g.Image, 1),
            kernel = EngineChecks.Random(g.Kernel, 2),
            y = EngineChecks.Dirty(g.Output);
        new TiledEngine(g, 1, VectorWidth.Best).FreezeKernel(kernel).Apply(image, y);
        var random = new Random(4);
        var points = new List<(int Row, int Column)>();
        for (int i = 0; i < 150; i++)
        {
            points.Add((random.Next(g.Output.Height), random.Next(g.Output.Width)));
            points.Add((random.Next(g.Output.Height), random.Next(2) * (g.Output.Width - 1)));
            points.Add((random.Next(2) * (g.Output.Height - 1), random.Next(g.Output.Width)));
        }

        double[] expected = [.. points.Select(p => NaiveConvolution.At(g, image, kernel, p.Row, p.Column))];
        float[] actual = [.. points.Select(p => y[(p.Row * g.Output.Width) + p.Column])];
        EngineChecks.Close(expected, actual, Tolerance, $"{g}");
    }
}
