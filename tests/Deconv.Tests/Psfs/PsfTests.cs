using Deconv.Psfs;
using Xunit;

namespace Deconv.Tests.Psfs;

/// <summary>PSFs from samples: what is taken, what is refused, and with which words.</summary>
public class PsfTests
{
    [Fact]
    public void Samples_are_copied_and_scaled_to_sum_one()
    {
        float[] samples = [1, 2, 3, 4, 5, 5];
        Psf psf = Psf.FromSamples(new(2, 3), samples);
        samples[0] = 99;
        Assert.Equal([0.05f, 0.1f, 0.15f, 0.2f, 0.25f, 0.25f], psf.Samples.ToArray());
        Assert.Equal(20, psf.OriginalSum);
        Assert.Equal((0, 1), (psf.OriginRow, psf.OriginColumn));
    }

    [Fact]
    public void A_PSF_that_sums_to_one_is_left_alone_bit_for_bit()
    {
        Psf once = Psf.FromSamples(new(5, 5), Samples.Positive(25, 1)),
            twice = Psf.FromSamples(new(5, 5), once.Samples);
        Assert.Equal(once.Samples.ToArray(), twice.Samples.ToArray());
    }

    [Theory]
    [InlineData(1, 1, 0, 0)]
    [InlineData(3, 5, 1, 2)]
    [InlineData(4, 4, 1, 1)]
    [InlineData(2, 1, 0, 0)]
    public void The_origin_is_the_middle_rounded_down(int height, int width, int row, int column)
    {
        Psf psf = Psf.FromSamples(new(height, width), Samples.Positive(height * width, 2));
        Assert.Equal((row, column), (psf.OriginRow, psf.OriginColumn));
    }

    [Fact]
    public void Small_negative_lobes_are_legal() => Assert.Equal(-0.125f, Psf.FromSamples(new(1, 3), [-1, 10, -1]).Samples[0]);

    public static TheoryData<int, int, float[], string> Wrong =>
        new()
        {
            { 2, 2, [0, 0, 0, 0], "zero" },
            { 1, 3, [1, float.NaN, 1], "not a finite number" },
            { 1, 2, [1, float.PositiveInfinity], "not a finite number" },
            { 1, 3, [-1, -1, -1], "filter, not a blur" },
            { 1, 3, [-1, 2, -1], "filter, not a blur" },
            { 0, 3, [], "empty" },
            { 2, 2, [1, 1, 1], "4 samples, not 3" },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_no_PSF_is_refused_with_the_reason(int height, int width, float[] samples, string reason)
    {
        var error = Assert.Throws<InvalidPsfException>(() => Psf.FromSamples(new(height, width), samples));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(2, 0)]
    [InlineData(0, 3)]
    public void An_origin_outside_is_refused(int row, int column) =>
        Assert.Contains(
            "outside the 2x3 PSF",
            Assert.Throws<InvalidPsfException>(() => Psf.FromSamples(new(2, 3), new float[6], row, column)).Message,
            StringComparison.Ordinal
        );
}
