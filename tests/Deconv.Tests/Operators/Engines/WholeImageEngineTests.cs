using Deconv.Operators;
using Deconv.Operators.Engines;
using Xunit;

namespace Deconv.Tests.Operators.Engines;

public class WholeImageEngineTests
{
    private const double Tolerance = 1e-6; // worst seen 4e-7

    public static TheoryData<int> Widths => [.. EngineChecks.Widths];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Matches_the_definition(int bits)
    {
        foreach (ConvolutionGeometry geometry in EngineChecks.Geometries)
            EngineChecks.MatchesOracle(new WholeImageEngine(geometry, 1, bits), Tolerance);
    }
}
