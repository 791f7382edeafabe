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
        Assert.Null(trust.Channel(0));
        Assert.Null(trust.Common);
        Assert.Equal((0, 0, null, true), (trust.SaturatedShare, trust.Impulses, trust.ImpulseNoise, trust.Complete));
        Assert.True(before[0].SequenceEqual(image[0]));
    }

    /// <summary>A clipped sample is a lower bound of its own channel; the others, and its neighbors, stay as they are.</summary>
    [Fact]
    public void Clipped_samples_are_lower_bounds_of_their_channel()
    {
        using PlanarImage image = Image(3);
        for (int x = 12; x < 14; x++)
            image.Row(1, 10)[x] = 1.2f;
        SampleTrust trust = SampleTrust.Of(image, Blur, new(1, null, FindImpulses: false));
        Assert.Null(trust.Channel(0));
        Assert.Null(trust.Channel(2));
        for (int i = 0; i < Size.Count; i++)
            Assert.Equal(i is (10 * 30) + 12 or (10 * 30) + 13 ? -1 : 1, trust.Channel(1)![i]);
        Assert.Equal(trust.Channel(1)!, trust.Common!);
        Assert.Equal(2.0 / Size.Count, trust.SaturatedShare, 1e-9);
        Assert.Equal(1.2f, image.Row(1, 10)[12]);
    }

    [Fact]
    public void Planes_that_mix_channels_believe_what_all_channels_do()
    {
        using PlanarImage image = Image(3),
            given = new(Size, 1);
        given[0].Fill(0.5f);
        image.Row(0, 3)[4] = 1.2f;
        image.Row(2, 5)[6] = 1.2f;
        float[] common = SampleTrust.Of(image, Blur, new(1, given, FindImpulses: false)).Common!;
        for (int i = 0; i < Size.Count; i++)
            Assert.Equal(i is (3 * 30) + 4 or (5 * 30) + 6 ? -0.5f : 0.5f, common[i]);
    }

    [Fact]
    public void Weights_of_the_caller_are_clamped_and_multiply_what_was_found()
    {
        using PlanarImage image = Image(),
            given = new(Size, 1);
        given[0].Fill(0.5f);
        (given[0][0], given[0][1], given[0][2]) = (-3, 7, 0);
        image.Row(0, 10)[12] = 1.2f;
        float[] weights = SampleTrust.Of(image, Blur, new(1, given, FindImpulses: false)).Channel(0)!;
        Assert.Equal([0, 1, 0, 0.5f], weights[..4]);
        Assert.Equal(-0.5f, weights[(10 * Size.Width) + 12]);
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

    /// <summary>A sample at the clipping level that stands alone is a hot pixel, not light: it is ignored, and its value is kept for a second look.
    /// </summary>
    [Theory]
    [InlineData(null)]
    [InlineData(0.004)]
    public void Impulses_are_found_before_clipping_and_their_noise_is_told(double? noise)
    {
        using PlanarImage image = Image(3);
        Degradation.AddGaussianNoise(image, 0.004, 3);
        int[] struck = [(5 * Size.Width) + 7, (16 * Size.Width) + 20];
        foreach (int at in struck)
            image[1][at] = 1;
        SampleTrust trust = SampleTrust.Of(image, Blur, new(0.985, null, FindImpulses: true) { Noise = noise });
        Assert.Equal(2, trust.Impulses);
        Assert.Equal(0, trust.SaturatedShare);
        Assert.Null(trust.Channel(0));
        Assert.All(struck, at => Assert.Equal(0, trust.Channel(1)![at]));
        Assert.All(struck, at => Assert.True(image[1][at] < 0.7));
        Assert.InRange(trust.ImpulseNoise!.Value, noise ?? 0.002, noise ?? 0.008);
        foreach (int at in struck)
        {
            Suspect suspect = trust.Suspects(1).Single(s => s.Index == at);
            Assert.Equal(1, image[1][at] + suspect.Change, 1e-6);
            Assert.Equal(-1, suspect.Weight);
        }
    }

    /// <summary>Where there are impulses, weaker ones are likely: they wait for the answer, which tells them from detail.</summary>
    [Fact]
    public void Weak_impulses_are_suspects_only_beside_strong_ones()
    {
        using PlanarImage image = Image(),
            other = Image();
        image[0][300] += 0.06f;
        other[0][300] += 0.06f;
        other[0][200] = 1;
        SampleTrust none = SampleTrust.Of(image, Blur, new(null, null, FindImpulses: true) { Noise = 0.001 }),
            some = SampleTrust.Of(other, Blur, new(null, null, FindImpulses: true) { Noise = 0.001 });
        Assert.True(none.Complete);
        Assert.Empty(none.Suspects(0));
        Assert.Equal(1, some.Impulses);
        Assert.Equal([200, 300], some.Suspects(0).Select(s => s.Index));
    }
}
