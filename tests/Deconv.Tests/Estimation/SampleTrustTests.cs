using Deconv.Estimation;
using Deconv.Psfs;
using Deconv.Simulation;
using Xunit;

namespace Deconv.Tests.Estimation;

/// <summary>What each source of trust does to the weights and to the samples of the image.</summary>
public class SampleTrustTests
{
    private static readonly Shape Size = new(24, 30);
    private static readonly Psf Blur = Psf.Disk(2);

    private static PlanarImage Image(int planes = 1)
    {
        var image = new PlanarImage(Size, planes);
        for (int plane = 0; plane < planes; plane++)
        for (int i = 0; i < Size.Count; i++)
            image[plane][i] = 0.4f + (0.005f * (i % Size.Width));
        return image;
    }

    [Fact]
    public void Without_a_source_everything_is_believed()
    {
        using PlanarImage image = Image(),
            before = image.Clone();
        SampleTrust trust = SampleTrust.Of(image, Blur, new(null, null, FindImpulses: false));
        Assert.Null(trust.Bounds);
        Assert.Null(trust.Weights);
        Assert.Equal((0, 0, null, false), (trust.SaturatedShare, trust.Impulses, trust.ImpulseNoise, trust.HasHoles));
        Assert.True(before[0].SequenceEqual(image[0]));
    }

    /// <summary>
    /// A clipped sample is a lower bound for the methods that can use one, and unknown to the others; its neighbors are not believed.
    /// </summary>
    [Fact]
    public void Clipped_samples_are_lower_bounds_and_weigh_nothing()
    {
        using PlanarImage image = Image(3);
        image.Row(1, 10)[12] = 1.2f;
        SampleTrust trust = SampleTrust.Of(image, Blur, new(1, null, FindImpulses: false));
        Assert.Equal(SaturationMask.AtLeast, trust.Bounds![(10 * Size.Width) + 12]);
        Assert.Equal(0, trust.Bounds[(9 * Size.Width) + 11]);
        Assert.Equal(9.0 / Size.Count, trust.SaturatedShare, 1e-9);
        Assert.True(trust.HasHoles);
        Assert.Equal(trust.Bounds.Select(w => Math.Max(0, w)), trust.Weights);
    }

    [Fact]
    public void Weights_of_the_caller_are_clamped_and_multiply_what_was_found()
    {
        using PlanarImage image = Image(),
            given = new(Size, 1);
        given[0].Fill(0.5f);
        (given[0][0], given[0][1], given[0][2]) = (-3, 7, 0);
        image.Row(0, 10)[12] = 1.2f;
        SampleTrust trust = SampleTrust.Of(image, Blur, new(1, given, FindImpulses: false));
        Assert.Equal([0, 1, 0, 0.5f], trust.Bounds![..4]);
        Assert.Equal(0.5f * SaturationMask.AtLeast, trust.Bounds[(10 * Size.Width) + 12]);
        Assert.Equal(0, trust.Bounds[(10 * Size.Width) + 13]);
        Assert.Equal(7, given[0][1]); // the caller's are not changed
    }

    /// <summary>Of a sample without trust nothing may be seen afterwards, in any plane.</summary>
    [Fact]
    public void Samples_without_trust_are_replaced_by_their_surroundings_in_every_plane()
    {
        using PlanarImage clean = Image(3),
            image = clean.Clone(),
            given = new(Size, 1);
        given[0].Fill(1);
        int at = (7 * Size.Width) + 9;
        given[0][at] = 0;
        for (int plane = 0; plane < 3; plane++)
            image[plane][at] = 99;
        SampleTrust.Of(image, Blur, new(null, given, FindImpulses: false));
        for (int plane = 0; plane < 3; plane++)
        for (int i = 0; i < Size.Count; i++)
            Assert.Equal(clean[plane][i], image[plane][i], i == at ? 0.02 : 0);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0.004)]
    public void Impulses_are_found_and_their_noise_is_told(double? noise)
    {
        using PlanarImage image = Image();
        Degradation.AddGaussianNoise(image, 0.004, 3);
        int[] struck = [(5 * Size.Width) + 7, (16 * Size.Width) + 20];
        foreach (int at in struck)
            image[0][at] = 1;
        SampleTrust trust = SampleTrust.Of(image, Blur, new(null, null, FindImpulses: true) { Noise = noise });
        Assert.Equal(2, trust.Impulses);
        Assert.False(trust.HasHoles); // single samples are filled in from beside them
        Assert.All(struck, at => Assert.Equal(0, trust.Bounds![at]));
        Assert.All(struck, at => Assert.True(image[0][at] < 0.7));
        Assert.InRange(trust.ImpulseNoise!.Value, noise ?? 0.002, noise ?? 0.008);
    }

    /// <summary>Only where there were impulses to begin with: elsewhere a large residual is the PSF's.</summary>
    [Fact]
    public void What_the_answer_cannot_explain_is_masked_only_beside_impulses()
    {
        float[] residual = new float[Size.Count];
        residual[300] = 50;
        using PlanarImage image = Image(),
            other = Image();
        SampleTrust none = SampleTrust.Of(image, Blur, new(null, null, FindImpulses: true));
        Assert.False(none.MaskUnexplained(image, residual));

        other[0][200] = 1;
        SampleTrust some = SampleTrust.Of(other, Blur, new(null, null, FindImpulses: true) { Noise = 0.001 });
        int before = some.Impulses;
        Assert.True(before > 0);
        Assert.True(some.MaskUnexplained(other, residual));
        Assert.True(some.Impulses > before);
        Assert.Equal(0, some.Bounds![300]);
    }
}
