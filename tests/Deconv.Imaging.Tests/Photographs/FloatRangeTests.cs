using Deconv.Restoration.Verdict;

namespace Deconv.Imaging.Tests.Photographs;

/// <summary>Float samples have units of their own, and the verdict is on what a file holds.</summary>
public class FloatRangeTests
{
    private const float Unit = 4000;

    [Theory]
    [InlineData("pfm")]
    [InlineData("tif")]
    [InlineData("fits")]
    public void A_file_of_floats_holds_any_range_unless_told_otherwise(string format)
    {
        using Photograph counts = Counts();
        counts.Color[0][0] = -7;
        using Photograph kept = Drawn.InFile(counts, format),
            clipped = Drawn.InFile(counts, format, new() { Range = RangePolicy.Clip });
        Assert.True(Drawn.Same(counts.Color, kept.Color));
        Assert.All(clipped.Color[0].ToArray(), v => Assert.InRange(v, 0f, 1f));
    }

    [Fact]
    public void The_restoration_has_the_unit_of_the_samples()
    {
        using Photograph counts = Counts(),
            light = new(Drawn.Light(new(70, 90), 1, Drawn.Lens)) { Depth = SampleDepth.Float32, Transfer = TransferFunction.Linear };
        using PhotographRestoration restored = PhotographRestorer.Deblur(counts, Drawn.Lens),
            same = PhotographRestorer.Deblur(light, Drawn.Lens);
        foreach (ref float v in restored.Photograph.Color[0])
            v /= Unit;
        Assert.InRange(Drawn.Difference(restored.Photograph.Color, same.Photograph.Color), 0, 1e-4);
        Assert.Equal(same.Result.Planes[0].Noise, restored.Result.Planes[0].Noise / Unit, 1e-6);
    }

    [Theory]
    [InlineData("pfm", null, FitVerdict.Fits, FitCause.None)]
    [InlineData("pfm", RangePolicy.Clip, FitVerdict.LostInFile, FitCause.Clipped)]
    [InlineData("png", null, FitVerdict.LostInFile, FitCause.Clipped)]
    [InlineData("png", RangePolicy.Rescale, FitVerdict.Fits, FitCause.None)]
    public void A_file_that_clips_the_samples_does_not_explain_the_picture(string format, RangePolicy? range, FitVerdict verdict, FitCause cause)
    {
        using Photograph counts = Counts();
        FitCheck check = Saved(counts, format, new() { Range = range });
        Assert.Equal((verdict, cause), (check.Verdict, check.Cause));
    }

    [Theory]
    [InlineData(SampleDepth.UInt8, FitVerdict.LostInFile)]
    [InlineData(SampleDepth.UInt16, FitVerdict.Fits)]
    public void Nor_does_a_file_that_rounds_them_away(SampleDepth depth, FitVerdict verdict)
    {
        using Photograph counts = Counts();
        foreach (ref float v in counts.Color[0])
            v /= 20 * Unit;
        FitCheck check = Saved(counts, "png", new() { Depth = depth, Transfer = TransferFunction.Linear });
        Assert.Equal((verdict, verdict == FitVerdict.Fits ? FitCause.None : FitCause.Rounded), (check.Verdict, check.Cause));
    }

    [Fact]
    public void A_few_lamps_above_white_do_not_spoil_the_file()
    {
        using Photograph drawn = Drawn.Photograph();
        Assert.Equal(FitVerdict.Fits, Saved(drawn, "png", new() { Depth = SampleDepth.UInt16 }, lamps: 60).Verdict);
    }

    [Fact]
    public void What_was_lost_must_have_the_size_of_the_residual()
    {
        using Photograph drawn = Drawn.Photograph();
        using PhotographRestoration restored = PhotographRestorer.Deblur(drawn, Drawn.Lens);
        using var small = new PlanarImage(new(9, 9), 1);
        Assert.Contains(
            "70x90",
            Assert
                .Throws<ArgumentException>(() => restored.Result.CheckWithout(Drawn.Lens, small, restored.Residual, FitCause.Clipped))
                .Message.Replace('×', 'x'),
            StringComparison.Ordinal
        );
    }

    private static FitCheck Saved(Photograph photograph, string format, SaveOptions options, int lamps = 0)
    {
        using PhotographRestoration restored = PhotographRestorer.Deblur(photograph, Drawn.Lens);
        Assert.Equal(FitVerdict.Fits, restored.Result.Check.Verdict);
        restored.Photograph.Color[0].Slice(90 * 35, lamps).Fill(20);
        using var file = new MemoryStream();
        return restored.CheckSaved(ImageFile.Save(restored.Photograph, file, format, options));
    }

    private static Photograph Counts()
    {
        PlanarImage light = Drawn.Light(new(70, 90), 1, Drawn.Lens);
        foreach (ref float v in light[0])
            v *= Unit;
        return new(light) { Depth = SampleDepth.Float32, Transfer = TransferFunction.Linear };
    }
}
