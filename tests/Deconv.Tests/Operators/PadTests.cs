using Deconv.Operators;
using Deconv.Tests.Contracts;
using Xunit;

namespace Deconv.Tests.Operators;

public class PadTests : LinearOperatorContract
{
    private static readonly Boundary[] Rules = [Boundary.Zero, Boundary.Replicate, Boundary.Symmetric, Boundary.Reflect, Boundary.Periodic];

    protected override IEnumerable<ILinearOperator> Cases() =>
        from rule in Rules
        from shape in (Shape[])[new(1, 1), new(1, 9), new(7, 2), new(6, 11)]
        from margins in (Margins[])[new(0, 0, 0, 0), new(2, 3, 1, 4), new(9, 0, 13, 5)]
        select new Pad(shape, margins, rule);

    /// <summary>The table of the documentation, with margins wider than the signal.</summary>
    [Theory]
    [InlineData(Boundary.Zero, "00000 abcd 00000")]
    [InlineData(Boundary.Replicate, "aaaaa abcd ddddd")]
    [InlineData(Boundary.Symmetric, "ddcba abcd dcbaa")]
    [InlineData(Boundary.Reflect, "bcdcb abcd cbabc")]
    [InlineData(Boundary.Periodic, "dabcd abcd abcda")]
    public void Rules_continue_abcd_as_documented(Boundary rule, string expected)
    {
        float[] y = new float[14];
        new Pad(new(1, 4), new(0, 0, 5, 5), rule).Apply([1, 2, 3, 4], y);
        Assert.Equal(expected.Replace(" ", "", StringComparison.Ordinal), string.Concat(y.Select(v => v == 0 ? '0' : (char)('a' + (int)v - 1))));
    }

    [Fact]
    public void Unknown_is_not_a_rule_and_margins_are_not_negative()
    {
        Assert.Throws<ArgumentException>(() => new Pad(new(4, 4), new(1, 1, 1, 1), Boundary.Unknown));
        Assert.Throws<ArgumentException>(() => new Pad(new(4, 4), new(-1, 1, 1, 1), Boundary.Zero));
    }
}
