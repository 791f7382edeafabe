using Deconv.Estimation;
using Deconv.Restoration;

namespace Deconv.Imaging.Tests.Photographs;

/// <summary>What a file decides about a restoration.</summary>
public class FilePolicyTests
{
    private static DeconvolutionOptions Options(Photograph photograph, PhotographOptions? options = null) =>
        PhotographRestorer.Plan(photograph, Drawn.Lens, options).Options;

    [Theory]
    [InlineData(SampleDepth.UInt8)]
    [InlineData(SampleDepth.UInt16)]
    public void Integers_clip_just_below_their_largest_code(SampleDepth depth)
    {
        using Photograph drawn = Drawn.Photograph(),
            photograph = Drawn.InFile(drawn, "png", new() { Depth = depth });
        DeconvolutionOptions options = Options(photograph);
        Assert.Equal(TransferFunction.Srgb.ToLinear(0.985), options.SaturationLevel!.Value, 1e-5);
        Assert.Equal((0, true, null), (options.NoiseFloor, options.LinearLight, options.NonNegative));
    }

    [Fact]
    public void Clipped_samples_are_left_out_of_a_PNG()
    {
        using Photograph drawn = Drawn.Photograph();
        for (int y = 20; y < 30; y++)
            drawn.Color.Row(0, y)[30..44].Fill(1);
        using Photograph photograph = Drawn.InFile(drawn, "png");
        using PhotographRestoration trusted = PhotographRestorer.Deblur(photograph, Drawn.Lens, new() { Saturation = Saturation.Off }),
            left = PhotographRestorer.Deblur(photograph, Drawn.Lens);
        Assert.Equal(0, trusted.Result.Parameters.SaturatedShare);
        Assert.InRange(left.Result.Parameters.SaturatedShare, 140.0 / 6300, 0.1);
    }

    [Fact]
    public void Floats_have_no_level_of_their_own_and_may_be_signed()
    {
        using var drawn = new Photograph(Drawn.Light(new(70, 90), 1, Drawn.Lens)) { Depth = SampleDepth.Float32, Transfer = TransferFunction.Linear };
        foreach (ref float v in drawn.Color[0])
            v -= 0.3f;
        using Photograph photograph = Drawn.InFile(drawn, "pfm", new() { Range = RangePolicy.Preserve });
        DeconvolutionOptions options = Options(photograph);
        Assert.Equal((double.PositiveInfinity, false, null), (options.SaturationLevel, options.LinearLight, options.NonNegative));
        using PhotographRestoration restored = PhotographRestorer.Deblur(photograph, Drawn.Lens);
        float least = 0;
        foreach (float v in restored.Photograph.Color[0])
            least = Math.Min(least, v);
        Assert.InRange(least, -0.6, -0.1);
        Assert.False(restored.Result.Parameters.NonNegative);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(30)]
    [InlineData(90)]
    [InlineData(100)]
    public void The_quality_of_a_JPEG_tells_the_noise_that_it_hides(int? quality)
    {
        using Photograph drawn = Drawn.Photograph();
        using Photograph photograph = new(drawn.Color.Clone()) { Metadata = new() { JpegQuality = quality } };
        Assert.Equal(CompressionNoise.Hidden(quality), Options(photograph).NoiseFloor);
        Assert.Equal(quality is not null, Options(photograph).NoiseFloor > 0);
        Assert.Equal(0.05, Options(photograph, new() { Restoration = new() { NoiseFloor = 0.05 } }).NoiseFloor);
    }

    [Fact]
    public void Linear_samples_of_integers_clip_at_the_same_code_and_are_not_said_to_be_encoded()
    {
        using Photograph photograph = new(Drawn.Light(new(70, 90), 1, Drawn.Lens)) { Transfer = TransferFunction.Linear };
        DeconvolutionOptions options = Options(photograph);
        Assert.Equal(0.985f, (float)options.SaturationLevel!.Value);
        Assert.False(options.LinearLight);
    }

    [Fact]
    public void What_is_asked_for_stays()
    {
        using Photograph photograph = Drawn.Photograph();
        var asked = new DeconvolutionOptions
        {
            Lambda = 1e-3,
            NonNegative = false,
            Effort = Effort.Fast,
            Control = new() { Threads = 2 },
        };
        DeconvolutionOptions options = Options(photograph, new() { Restoration = asked, Saturation = Saturation.At(0.5) });
        Assert.Equal(asked with { SaturationLevel = 0.5, LinearLight = true }, options);
    }

    [Fact]
    public void Blind_restoration_and_inspection_take_the_same_from_the_file()
    {
        using Photograph drawn = Drawn.Photograph();
        using Photograph photograph = new(drawn.Color.Clone()) { Metadata = new() { JpegQuality = 75 } };
        photograph.Color[0][..630].Fill(1);
        DeconvolutionOptions final = PhotographRestorer.PlanBlind(photograph).Options.Final,
            known = Options(photograph);
        Assert.Equal((known.SaturationLevel, known.NoiseFloor, known.LinearLight), (final.SaturationLevel, final.NoiseFloor, final.LinearLight));
        Assert.Equal((2, Effort.Auto), (final.LambdaFactor, final.Effort));
        Assert.Equal(0.1, PhotographRestorer.Inspect(photograph).SaturatedShare, 1e-9);
    }
}
