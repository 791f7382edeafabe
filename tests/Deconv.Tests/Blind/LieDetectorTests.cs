using System.Globalization;
using Deconv.Blind;
using Deconv.Operators;
using Deconv.Restoration;
using Deconv.Simulation;
using Deconv.Tests.Restoration;
using Xunit;

namespace Deconv.Tests.Blind;

/// <summary>What the verdict asks of the spectrum, on texture, whose own spectrum is not that of edges.</summary>
public class LieDetectorTests
{
    private static readonly Psf Wide = Psf.Parse("motion:18,30*gaussian:1");

    [Fact]
    public void A_wide_kernel_on_sharp_texture_is_refused()
    {
        using PlanarImage texture = Texture();
        BlindVerdict verdict = Judge(texture, Wide);
        Assert.True(verdict.Code == "not-blurred" && verdict.Gain < -0.3, $"{verdict.Code}, gain {verdict.Gain}");
    }

    /// <summary>
    /// Of Gaussians that are too wide for the picture by more and more there is one that explains it a little worse than no blur: a wide one is
    /// believed all the same, one whose peak is above 0.08 is not.
    /// </summary>
    [Theory]
    [InlineData(0.9, 1.8, true)]
    [InlineData(0.8, 1.38, false)]
    public void The_gain_asked_for_depends_on_the_width(double sigma, double tooWide, bool believed)
    {
        using PlanarImage texture = Texture();
        (PlanarImage truth, PlanarImage photo) = Scenes.Photograph(texture, Gaussian(sigma), 0.003);
        using (truth)
        using (photo)
        {
            for (int i = 0; i < 40; i++)
            {
                double middle = (sigma + tooWide) / 2;
                BlindVerdict verdict = Judge(photo, Gaussian(middle));
                if (verdict.Gain is > -0.1 and < 0)
                {
                    Assert.True(verdict.Trusted == believed && (verdict.PeakShare < 0.08) == believed, $"{verdict.Code}, gain {verdict.Gain}, peak {verdict.PeakShare}");
                    return;
                }

                (sigma, tooWide) = verdict.Gain > 0 ? (middle, tooWide) : (sigma, middle);
            }

            Assert.Fail("No Gaussian gains between -0.1 and 0.");
        }
    }

    private static Psf Gaussian(double sigma) => Psf.Parse(string.Create(CultureInfo.InvariantCulture, $"gaussian:{sigma}"));

    private static BlindVerdict Judge(PlanarImage picture, Psf psf) => LieDetector.Judge(new BlurLikelihood(picture[0], picture.Shape), psf, [], 1, false, 0);

    private static PlanarImage Texture(string smooth = "gaussian:0.6")
    {
        var shape = new Shape(192, 192);
        using var noise = new PlanarImage(shape, 1);
        Samples.Normal(shape.Count, 5).CopyTo(noise[0]);
        return Degradation.Blur(noise, Psf.Parse(smooth), Boundary.Periodic);
    }
}
