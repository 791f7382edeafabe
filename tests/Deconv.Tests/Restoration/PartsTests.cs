using Deconv.Blind.Search;
using Deconv.Restoration;
using Deconv.Restoration.Priors;
using Xunit;

namespace Deconv.Tests.Restoration;

/// <summary>The small parts of a restoration: color axes, saturation, white, automatic parameters.</summary>
public class PartsTests
{
    private static PlanarImage Color(Shape shape)
    {
        var image = new PlanarImage(shape, 3);
        for (int plane = 0; plane < 3; plane++)
            Samples.Signed(shape.Count, plane).CopyTo(image[plane]);
        return image;
    }

    [Fact]
    public void Opponent_colors_and_back_are_nothing()
    {
        using PlanarImage image = Color(new(9, 11)),
            copy = image.Clone();
        ColorSpace.ToOpponent(image);
        ColorSpace.FromOpponent(image);
        for (int plane = 0; plane < 3; plane++)
        for (int i = 0; i < 99; i++)
            Assert.Equal(copy[plane][i], image[plane][i], 1e-6);
    }

    /// <summary>Axes of one length at right angles: the matrix times its transpose is a third of the identity, so white noise stays white.</summary>
    [Fact]
    public void The_axes_are_orthogonal_and_equally_long()
    {
        using var units = new PlanarImage(new(1, 3), 3);
        for (int i = 0; i < 3; i++)
            units[i][i] = 1;
        ColorSpace.ToOpponent(units);
        for (int a = 0; a < 3; a++)
        for (int b = 0; b < 3; b++)
            Assert.Equal(a == b ? 1.0 / 3 : 0, Samples.Dot(units[a], units[b]), 1e-6);
        Assert.Equal([1f / 3, 1f / 3, 1f / 3], units[0].ToArray());
    }

    [Fact]
    public void The_kernel_search_trusts_neither_saturated_samples_of_any_plane_nor_their_neighbors()
    {
        using var image = new PlanarImage(new(5, 6), 3);
        image.Row(1, 0)[0] = 1;
        image.Row(2, 3)[4] = 1.5f;
        using PlanarImage mask = UnclippedSamples.Find(image, 1, 1, out double share)!;
        for (int y = 0; y < 5; y++)
        for (int x = 0; x < 6; x++)
            Assert.Equal((y <= 1 && x <= 1) || (y >= 2 && x >= 3) ? 0 : 1, mask.Row(0, y)[x]);
        Assert.Equal(13.0 / 30, share, 1e-6);
        Assert.Null(UnclippedSamples.Find(image, 2, 1, out share));
        Assert.Equal(0, share);
    }

    [Fact]
    public void More_noise_means_a_stronger_prior_and_more_trust_means_a_weaker_one()
    {
        foreach (Prior prior in Catalog.Priors.Where(p => !p.IsNone).Append(Prior.Power(0.5)))
        {
            double last = 0;
            foreach (double noise in (double[])[0.001, 0.003, 0.01, 0.03, 0.1])
            {
                double lambda = prior.AutomaticLambda(AutomaticParameters.EffectiveNoise(noise, 0, PsfTrust.Calibrated, 1));
                Assert.True(lambda > last);
                last = lambda;
                Assert.True(
                    AutomaticParameters.EffectiveNoise(noise, 0, PsfTrust.Exact, 1)
                        <= AutomaticParameters.EffectiveNoise(noise, 0, PsfTrust.Calibrated, 1)
                );
            }
        }

        Assert.Equal(0, Prior.None.AutomaticLambda(0.1));
        Assert.True(AutomaticParameters.EffectiveNoise(0, 0, PsfTrust.Exact, 1) > 0);
    }

    [Fact]
    public void A_less_certain_PSF_and_less_noise_make_low_frequencies_less_trusted()
    {
        float[] picture = Samples.Positive(900, 1);
        Assert.Equal(0, AutomaticParameters.ModelError(picture, 0.01, PsfTrust.Exact));
        Assert.True(
            AutomaticParameters.ModelError(picture, 0.01, PsfTrust.Estimated) > AutomaticParameters.ModelError(picture, 0.01, PsfTrust.Calibrated)
        );
        Assert.True(
            AutomaticParameters.ModelError(picture, 0.01, PsfTrust.Calibrated) > AutomaticParameters.ModelError(picture, 0.05, PsfTrust.Calibrated)
        );
        Assert.True(AutomaticParameters.NoiseToSignal(picture, 0.05) > AutomaticParameters.NoiseToSignal(picture, 0.01));
        Assert.InRange(AutomaticParameters.NoiseToSignal(new float[100], 0.05), 1e-5, 1); // a black image
        Assert.True(double.IsFinite(AutomaticParameters.ModelError(new float[100], 0.05, PsfTrust.Calibrated)));
    }

    [Fact]
    public void Exponents_of_a_prior_have_a_range()
    {
        Assert.Equal((0.6, "hyper:0.6"), (Assert.IsType<HyperLaplacianPrior>(Prior.Power(0.6)).Exponent, Prior.Power(0.6).Name));
        Assert.Equal(Prior.HyperLaplacian, Prior.Power(0.8));
        Assert.Throws<ArgumentOutOfRangeException>(() => Prior.Power(0.3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Prior.Power(1.2));
    }
}
