using Deconv.Estimation;
using Deconv.Psfs;
using Deconv.Restoration;
using Xunit;

namespace Deconv.Tests.Restoration;

/// <summary>What is given, what was handed over, and what is measured, in this order; and what differs between planes.</summary>
public class PlaneParametersTests
{
    private static readonly Shape Size = new(40, 50);
    private static readonly Psf Blur = Psf.Disk(2);

    private static readonly AutomaticValues Known = new(
        1,
        [new(0.02, 0.003, 0.04, 0.0005), new(0.03, 0.004, 0.05, 0.0006), new(0.03, 0.004, 0.05, 0.0006)]
    );

    private static PlaneTerms Of(
        DeconvolutionOptions options,
        int plane = 0,
        double white = 1,
        bool opponent = true,
        double? saturation = null,
        RunHints? hints = null,
        bool coupled = false
    )
    {
        float[] samples = Samples.Positive(Size.Count, 3);
        using var image = new PlanarImage(Size, 3);
        for (int p = 0; p < 3; p++)
            samples.CopyTo(image[p]);
        SampleTrust trust = SampleTrust.Of(image, Blur, new(saturation, null, FindImpulses: false));
        return new PlaneParameters(options.Resolved(), Blur, white, opponent, trust, coupled, hints ?? RunHints.Default).Of(
            samples,
            samples,
            Size,
            plane,
            null
        );
    }

    [Fact]
    public void What_was_handed_over_is_used_as_it_is()
    {
        var options = new DeconvolutionOptions { Automatic = Known };
        Assert.Equal(Known.Planes[0], Of(options).Values);
        Assert.Equal(Known.Planes[2], Of(options, plane: 2).Values);
    }

    [Fact]
    public void What_is_given_comes_before_what_was_handed_over()
    {
        var options = new DeconvolutionOptions
        {
            Automatic = Known,
            Noise = 0.3,
            Lambda = 0.07,
            NoiseToSignal = 0.2,
        };
        PlaneValues values = Of(options, white: 2, opponent: false).Values;
        Assert.Equal((0.15, 0.07, 0.2), (values.Noise, values.Lambda, values.NoiseToSignal));
    }

    /// <summary>On the opponent axes noise is smaller by √3, and color differences are smoothed twice as much as luminance.</summary>
    [Fact]
    public void Color_differences_are_smoothed_twice_as_much()
    {
        var options = new DeconvolutionOptions { Noise = 0.01 };
        PlaneTerms light = Of(options),
            color = Of(options, plane: 1),
            alone = Of(options, plane: 1, opponent: false);
        Assert.Equal(0.01 / Math.Sqrt(3), light.Values.Noise, 1e-12);
        Assert.Equal(0.01, alone.Values.Noise, 1e-12);
        Assert.Equal(2 * light.Values.Lambda, color.Values.Lambda, 1e-12);
        Assert.Equal((false, true, false), (light.Chroma, color.Chroma, alone.Chroma));
        Assert.Equal(2 * 0.01, Of(options with { Lambda = 0.01 }, plane: 1).Values.Lambda, 1e-12);
    }

    [Theory]
    [InlineData(Effort.Balanced, false, 0, 20, 0)]
    [InlineData(Effort.Fast, false, 0, 10, 0)]
    [InlineData(Effort.Balanced, true, 0, 20, 100)]
    [InlineData(Effort.Fast, true, 0, 10, 50)]
    [InlineData(Effort.Balanced, true, 1, 20, 0)]
    public void Areas_that_are_not_seen_take_more_steps_to_fill_in(Effort effort, bool clipped, int plane, int steps, int fill) =>
        Assert.Equal((steps, fill), Of(new() { Effort = effort }, plane, saturation: clipped ? 0.9 : null).Steps);

    /// <summary>Clipped light is a lower bound of the light, and says nothing about a difference of colors.</summary>
    [Fact]
    public void Color_differences_have_no_lower_bounds()
    {
        Assert.Contains(-1, Of(new(), saturation: 0.9).Bounds!);
        Assert.DoesNotContain(-1, Of(new(), plane: 1, saturation: 0.9).Bounds!);
        Assert.DoesNotContain(-1, Of(new(), saturation: 0.9).Weights!);
        Assert.Contains(-1, Of(new(), plane: 0, saturation: 0.9, coupled: true).Bounds!); // there they are those of a channel
    }

    [Fact]
    public void Noise_of_photons_is_weighed_and_its_median_is_the_noise_of_a_sample()
    {
        var options = new DeconvolutionOptions { Loss = Loss.Poisson, Noise = 0.05 };
        PlaneTerms terms = Of(options, opponent: false);
        Assert.Equal(0.05, terms.Values.Noise);
        Assert.Equal(Math.Sqrt(terms.Values.Photons!.Value.MedianVariance), terms.Noise);
        Assert.True(terms.Bounds!.Distinct().Count() > 10);
        Assert.Null(Of(options with { Loss = Loss.Gauss }).Bounds);
        Assert.Null(Of(options with { Method = RestorationMethod.RichardsonLucy }).Values.Photons); // which takes photons for granted
    }

    /// <summary>What compression hides counts as noise for λ; the library's own runs may take less of it, down to the λ of no factor.</summary>
    [Fact]
    public void What_compression_hides_raises_lambda_and_a_hint_lowers_it_again()
    {
        var options = new DeconvolutionOptions { Noise = 0.004 };
        DeconvolutionOptions hidden = options with { NoiseFloor = 0.01 };
        double plain = Of(options).Values.Lambda,
            raised = Of(hidden).Values.Lambda,
            hinted = Of(hidden with { LambdaFactor = 2 }, hints: new() { HiddenNoiseFactor = 0.7 }).Values.Lambda,
            least = Of(hidden, hints: new() { HiddenNoiseFactor = 0.7 }).Values.Lambda;
        Assert.True(raised > 2 * plain);
        Assert.Equal(1.4 * raised, hinted, 1e-12);
        Assert.Equal(raised, least, 1e-12);
        Assert.Equal(plain, Of(options, hints: new() { HiddenNoiseFactor = 0.7 }).Values.Lambda, 1e-12);
    }
}
