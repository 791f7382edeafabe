namespace Deconv.Imaging.Tests.Photographs;

/// <summary>Samples that a file does not hold: no weight, and NaN again in files of floats. Transparent pixels have no weight either.</summary>
public class MissingTests
{
    [Theory]
    [InlineData("pfm")]
    [InlineData("tif")]
    [InlineData("fits")]
    public void NaN_comes_back_where_it_was_and_nowhere_else(string format)
    {
        using Photograph photograph = WithHoles();
        using Photograph read = Drawn.InFile(photograph, format);
        Assert.True(Drawn.Same(photograph.Missing!, read.Missing!));
        using PhotographRestoration restored = PhotographRestorer.Deblur(read, Drawn.Lens);
        Assert.Equal(0, restored.Result.Parameters.Missing); // the photograph has filled them in
        using var file = new MemoryStream();
        SaveReport report = ImageFile.Save(restored.Photograph, file, format);
        Assert.Empty(report.Warnings);
        using Photograph again = ImageFile.Load(new MemoryStream(file.ToArray()));
        Assert.True(Drawn.Same(photograph.Missing!, again.Missing!));
    }

    [Fact]
    public void Missing_samples_have_no_weight()
    {
        using Photograph photograph = WithHoles(),
            other = WithHoles();
        for (int c = 0; c < 3; c++)
        for (int i = 0; i < other.Color[c].Length; i++)
            if (photograph.Missing![0][i] + photograph.Missing[1][i] + photograph.Missing[2][i] > 0)
                other.Color[c][i] += 0.03f;
        using PhotographRestoration a = PhotographRestorer.Deblur(photograph, Drawn.Lens),
            b = PhotographRestorer.Deblur(other, Drawn.Lens);
        Assert.InRange(Drawn.Difference(a.Photograph.Color, b.Photograph.Color), 0, 1e-4);
    }

    [Fact]
    public void A_format_of_integers_says_that_it_holds_no_NaN()
    {
        using Photograph photograph = WithHoles();
        using var file = new MemoryStream();
        SaveReport report = ImageFile.Save(photograph, file, "png");
        Assert.Contains("PNG holds no missing samples (NaN): values from their surroundings were written.", report.Warnings);
        using Photograph read = ImageFile.Load(new MemoryStream(file.ToArray()));
        Assert.Null(read.Missing);
        Assert.InRange(read.Color.Row(1, 30)[41], 0.05f, 0.95f);
    }

    [Fact]
    public void Crops_and_copies_know_what_is_missing()
    {
        using Photograph photograph = WithHoles();
        using PhotographRestoration part = PhotographRestorer.Deblur(
            photograph,
            Drawn.Lens,
            new() { Region = new(40, 30, new(20, 30)), Margin = 12 }
        );
        using Photograph copy = photograph.With(photograph.Color.Clone());
        Assert.Equal((1f, 0f), (part.Photograph.Missing!.Row(1, 0)[1], part.Photograph.Missing.Row(1, 0)[0]));
        Assert.True(Drawn.Same(photograph.Missing!, copy.Missing!));
        Assert.Throws<ArgumentException>(() => new Photograph(new PlanarImage(new(3, 4), 3)) { Missing = new PlanarImage(new(3, 4), 1) });
    }

    [Fact]
    public void NaN_in_a_mask_is_black()
    {
        using var folder = new TemporaryFolder();
        using Photograph photograph = new(new PlanarImage(new(2, 2), 1)) { Depth = SampleDepth.Float32, Transfer = TransferFunction.Linear };
        photograph.Color[0].Fill(1);
        using Photograph holed = new(photograph.Color.Clone()) { Depth = SampleDepth.Float32, Missing = new(new(2, 2), 1) };
        holed.Missing[0][2] = 1;
        ImageFile.Save(holed, folder["mask.pfm"]);
        using PlanarImage mask = MaskFile.Load(folder["mask.pfm"], new(2, 2));
        Assert.Equal([1f, 1, 0, 1], mask[0].ToArray());
    }

    /// <summary>A scene that was blurred and then cut out, as a selection or a panorama is.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(0.5f)]
    public void A_cut_out_is_restored_up_to_its_edge(float opacity)
    {
        PlanarImage light = Drawn.Light(new(90, 110), 3, Drawn.Lens),
            alpha = new(light.Shape, 1);
        for (int y = 0; y < 90; y++)
            alpha.Row(0, y)[(30 + (y / 3))..].Fill(opacity);
        using Photograph whole = new(light.Clone());
        for (int c = 0; c < 3; c++)
        for (int i = 0; i < alpha[0].Length; i++)
            light[c][i] *= alpha[0][i];
        using Photograph cut = new(light, alpha);
        using PhotographRestoration restored = PhotographRestorer.Deblur(cut, Drawn.Lens),
            truth = PhotographRestorer.Deblur(whole, Drawn.Lens);
        double squares = 0;
        for (int y = 10; y < 80; y++)
        for (int x = 30 + (y / 3); x < 100; x++)
            squares += Math.Pow((restored.Photograph.Color.Row(1, y)[x] / opacity) - truth.Photograph.Color.Row(1, y)[x], 2);
        Assert.InRange(Math.Sqrt(squares / 4000), 0, 0.03);
        for (int c = 0; c < 3; c++)
            Assert.Equal(0, restored.Photograph.Color.Row(c, 40)[10]);
    }

    private static Photograph WithHoles()
    {
        PlanarImage light = Drawn.Light(new(70, 90), 3, Drawn.Lens),
            missing = new(light.Shape, 3);
        missing.Row(1, 30)[41] = 1;
        missing.Row(0, 0)[..3].Fill(1);
        missing.Row(2, 50)[60..66].Fill(1);
        return new(light)
        {
            Missing = missing,
            Depth = SampleDepth.Float32,
            Transfer = TransferFunction.Linear,
        };
    }
}
