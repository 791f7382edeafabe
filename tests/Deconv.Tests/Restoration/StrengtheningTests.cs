using Deconv.Psfs;
using Deconv.Restoration;
using Xunit;

namespace Deconv.Tests.Restoration;

/// <summary>The automatic λ rises where the first restoration shows that the PSF is inexact, and nowhere else.</summary>
public class StrengtheningTests
{
    private static readonly Psf Right = Psf.Parse("motion:9,30");

    private static readonly DeconvolutionOptions Estimated = new() { PsfTrust = PsfTrust.Estimated };

    private static DeconvolutionResult Restore(Psf psf, DeconvolutionOptions? options = null)
    {
        (_, PlanarImage photo) = Scenes.Photograph(Scenes.Drawn(new(128, 144)), Right, 0.004);
        return Deconvolver.Run(photo, psf, options ?? Estimated);
    }

    [Fact]
    public void A_wrong_PSF_is_met_with_a_stronger_prior()
    {
        using DeconvolutionResult right = Restore(Right),
            wrong = Restore(Psf.Parse("motion:9,75"));
        Assert.True(wrong.Planes[0].Lambda > 4 * right.Planes[0].Lambda, $"{wrong.Planes[0].Lambda:G3} wrong, {right.Planes[0].Lambda:G3} right");
        Assert.False(wrong.Check.Fits);
    }

    [Fact]
    public void A_given_strength_and_a_PSF_that_is_not_estimated_are_left_alone()
    {
        Psf wrong = Psf.Parse("motion:9,75");
        using DeconvolutionResult given = Restore(wrong, Estimated with { Lambda = 2e-5 }),
            calibrated = Restore(wrong, new()),
            estimated = Restore(wrong);
        Assert.Equal(2e-5, given.Planes[0].Lambda);
        Assert.True(calibrated.Planes[0].Lambda < estimated.Planes[0].Lambda / 4);
    }

    /// <summary>Handed over, the values of the second restoration give its bits in one.</summary>
    [Fact]
    public void The_values_of_the_second_restoration_repeat_it()
    {
        Psf wrong = Psf.Parse("motion:9,75");
        using DeconvolutionResult first = Restore(wrong),
            again = Restore(wrong, Estimated with { Automatic = first.Parameters.Automatic });
        Assert.True(first.Image[0].SequenceEqual(again.Image[0]));
    }
}
