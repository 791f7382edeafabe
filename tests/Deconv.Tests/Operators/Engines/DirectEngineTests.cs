using Deconv.Operators;
using Deconv.Operators.Engines;
using Xunit;

namespace Deconv.Tests.Operators.Engines;

public class DirectEngineTests
{
    private const double Tolerance = 3e-6; // sums of up to a few hundred products in float; worst seen 1e-6

    public static TheoryData<int> Widths => [.. EngineChecks.Widths];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Matches_the_definition(int bits)
    {
        foreach (ConvolutionGeometry geometry in EngineChecks.Geometries)
            EngineChecks.MatchesOracle(new DirectEngine(geometry, 1, bits), Tolerance);
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Matches_the_definition_over_several_blocks(int bits)
    {
        foreach (Shape kernel in (ReadOnlySpan<Shape>)[new(3, 3), new(5, 5), new(2, 7), new(1, 4), new(6, 1), new(7, 2)])
            EngineChecks.MatchesOracle(new DirectEngine(ConvolutionGeometry.Of(new(39, 211), kernel, Extent.Same), 1, bits), Tolerance);
    }
}
