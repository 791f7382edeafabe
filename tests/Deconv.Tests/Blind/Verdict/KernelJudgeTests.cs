using System.Globalization;
using Deconv.Blind.Verdict;
using Deconv.Estimation;
using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Simulation;
using Deconv.Tests.Restoration;
using Xunit;

namespace Deconv.Tests.Blind.Verdict;

/// <summary>What the verdict asks of the spectrum, on texture, whose own spectrum is not that of edges.</summary>
public class KernelJudgeTests
{
    private static readonly Psf Wide = Psf.Parse("motion:18,30*gaussian:1");

    [Fact]
    public void A_wide_kernel_on_sharp_texture_is_refused()
    {
        using PlanarImage texture = Texture();
        BlindVerdict verdict = Judge(texture, Wide);
        Assert.True(verdict.Outcome == BlindOutcome.NotBlurred && verdict.Gain < -0.3, $"{verdict.Outcome}, gain {verdict.Gain}");
    }

    /// <summary>
    /// Of Gaussians that are too wide for the picture by more and more there is one that explains it a little worse than no blur: a wide one is
    /// believed all the same, one whose peak is above 0.08 is not. One that explains it a little better is believed if the parts agree.
    /// </summary>
    [Theory]
    [InlineData(0.9, 1.8, -0.1, 0, false, true)]
    [InlineData(0.8, 1.38, -0.1, 0, false, false)]
    [InlineData(0.8, 1.38, 0.005, 0.035, false, false)]
    [InlineData(0.8, 1.38, 0.005, 0.035, true, true)]
    [InlineData(0.8, 1.38, -0.1, 0, true, false)]
    public void The_gain_asked_for_depends_on_the_width_and_on_the_parts(
        double sigma,
        double tooWide,
        double least,
        double most,
        bool agreed,
        bool believed
    )
    {
        bool wide = tooWide > 1.4;
        using PlanarImage texture = Texture();
        (PlanarImage truth, PlanarImage photo) = Scenes.Photograph(texture, Gaussian(sigma), 0.003);
        using (truth)
        using (photo)
        {
            for (int i = 0; i < 40; i++)
            {
                double middle = (sigma + tooWide) / 2;
                BlindVerdict verdict = Judge(photo, Gaussian(middle), agreed);
                if (verdict.Gain > least && verdict.Gain < most)
                {
                    Assert.True(verdict.Trusted == believed, $"{verdict.Outcome}, gain {verdict.Gain}, peak {verdict.PeakShare}");
                    Assert.Equal(wide, verdict.PeakShare < 0.08);
                    return;
                }

                (sigma, tooWide) = verdict.Gain >= most ? (middle, tooWide) : (sigma, middle);
            }

            Assert.Fail($"No Gaussian gains between {least} and {most}.");
        }
    }

    private static Psf Gaussian(double sigma) => Psf.Parse(string.Create(CultureInfo.InvariantCulture, $"gaussian:{sigma}"));

    private static BlindVerdict Judge(PlanarImage picture, Psf psf, bool agreed = false)
    {
        var likelihood = new BlurLikelihood(picture[0], picture.Shape);
        CropKernel[] crops = agreed ? [new(new(0, 0, picture.Shape), psf, likelihood)] : [];
        return KernelJudge.Judge(likelihood, psf, crops, 1, false, 0);
    }

    private static PlanarImage Texture(string smooth = "gaussian:0.6")
    {
        var shape = new Shape(192, 192);
        using var noise = new PlanarImage(shape, 1);
        Samples.Normal(shape.Count, 5).CopyTo(noise[0]);
        return Degradation.Blur(noise, Psf.Parse(smooth), Boundary.Periodic);
    }
}
