using Deconv.Blind.Search;
using Xunit;

namespace Deconv.Tests.Blind.Search;

/// <summary>The assumptions that the search tries.</summary>
public class HypothesisTests
{
    [Theory]
    [InlineData(15)]
    [InlineData(31)]
    [InlineData(91)]
    public void Lambda_is_the_same_on_the_same_scale_whatever_the_bound(int bound)
    {
        var settings = new EstimatorSettings();
        foreach (Hypothesis hypothesis in All(bound, true).Where(h => h.Name != "detail"))
        {
            EstimatorSettings s = hypothesis.Settings;
            int above = KernelPyramid.Levels(bound).Count - 1;
            double atFullSize = s.Lambda / Math.Pow(s.Decay, s.Alternations * above),
                usual = settings.Lambda / Math.Pow(settings.Decay, settings.Alternations * (KernelPyramid.Levels(31).Count - 1));
            Assert.Equal(usual, atFullSize, 1e-12);
            Assert.Equal(1e-3, s.MinLambda);
            Assert.False(s.RetriesDiffuse);
        }

        Assert.Equal(settings, All(bound, true)[0].Settings);
    }

    [Fact]
    public void Only_samples_that_were_decoded_are_tried_as_stored()
    {
        Assert.Equal(["detail", "wide", "text"], All(31, false).Select(h => h.Name));
        Assert.Equal(["detail", "wide", "text", "stored"], All(31, true).Select(h => h.Name));
        Assert.All(All(31, false), h => Assert.Equal(1, h.RefinementGamma)); // blur is linear
        Assert.Equal((1 / 2.2, 1 / 2.2), (All(31, true)[^1].Gamma, All(31, true)[^1].RefinementGamma));
    }

    private static IReadOnlyList<Hypothesis> All(int bound, bool curved) => Hypothesis.All(KernelPyramid.Levels(bound).Count, new(), curved);
}
