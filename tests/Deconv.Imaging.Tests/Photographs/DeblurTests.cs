using Deconv.Psfs;

namespace Deconv.Imaging.Tests.Photographs;

public class DeblurTests
{
    [Fact]
    public void A_photograph_is_restored_and_keeps_everything_else()
    {
        using Photograph drawn = Drawn.Photograph(3);
        using var photograph = new Photograph(drawn.Color.Clone())
        {
            Depth = SampleDepth.UInt16,
            Transfer = TransferFunction.Bt709,
            Format = "PNG",
            Metadata = new() { Text = [new("Author", "someone")] },
        };
        using PhotographRestoration restored = PhotographRestorer.Deblur(photograph, Drawn.Lens);
        Photograph after = restored.Photograph;
        Assert.Equal((photograph.Depth, photograph.Transfer, photograph.Format), (after.Depth, after.Transfer, after.Format));
        Assert.Same(photograph.Metadata, after.Metadata);
        Assert.Equal((Region.Whole(photograph.Shape), Region.Whole(photograph.Shape)), (restored.Region, restored.Solved));
        Assert.True(restored.Result.Check.Fits);
        Assert.True(Drawn.Same(drawn.Color, photograph.Color));
        Assert.False(Drawn.Same(drawn.Color, after.Color));
        Assert.Equal(photograph.Shape, restored.Residual.Shape);
    }

    [Fact]
    public void An_amount_of_0_gives_the_samples_of_the_input_and_a_half_the_mean()
    {
        using Photograph photograph = Drawn.Photograph(3);
        using PhotographRestoration none = PhotographRestorer.Deblur(photograph, Drawn.Lens, new() { Amount = 0 }),
            half = PhotographRestorer.Deblur(photograph, Drawn.Lens, new() { Amount = 0.5 }),
            all = PhotographRestorer.Deblur(photograph, Drawn.Lens);
        Assert.True(Drawn.Same(photograph.Color, none.Photograph.Color));
        for (int i = 0; i < photograph.Shape.Count; i++)
            Assert.Equal((photograph.Color[1][i] + all.Photograph.Color[1][i]) / 2, half.Photograph.Color[1][i], 1e-6);
    }

    [Fact]
    public void A_mask_says_where()
    {
        using Photograph photograph = Drawn.Photograph();
        using var mask = new PlanarImage(photograph.Shape, 1);
        for (int y = 0; y < 70; y++)
            mask.Row(0, y)[40..].Fill(y < 35 ? 1 : 0.25f);
        using PhotographRestoration all = PhotographRestorer.Deblur(photograph, Drawn.Lens),
            masked = PhotographRestorer.Deblur(photograph, Drawn.Lens, new() { Mask = mask });
        for (int y = 0; y < 70; y++)
        {
            ReadOnlySpan<float> before = photograph.Color.Row(0, y),
                whole = all.Photograph.Color.Row(0, y),
                after = masked.Photograph.Color.Row(0, y);
            Assert.True(after[..40].SequenceEqual(before[..40]));
            for (int x = 40; x < 90; x++)
                Assert.Equal(y < 35 ? whole[x] : before[x] + ((whole[x] - before[x]) / 4), after[x]);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_region_without_a_margin_is_that_part_of_the_whole(bool masked)
    {
        using Photograph photograph = Drawn.Photograph(3);
        using var mask = new PlanarImage(photograph.Shape, 1);
        for (int i = 0; i < mask.Shape.Count; i++)
            mask[0][i] = i % 5 / 4f;
        var region = new Region(21, 13, new(30, 41));
        var options = new PhotographOptions { Amount = 0.9, Mask = masked ? mask : null };
        using PhotographRestoration whole = PhotographRestorer.Deblur(photograph, Drawn.Lens, options),
            part = PhotographRestorer.Deblur(photograph, Drawn.Lens, options with { Region = region });
        using PlanarImage expected = whole.Photograph.Color.Crop(13, 21, region.Shape),
            residual = whole.Residual.Crop(13, 21, region.Shape);
        Assert.True(Drawn.Same(expected, part.Photograph.Color));
        Assert.True(Drawn.Same(residual, part.Residual));
        Assert.Equal((region, Region.Whole(photograph.Shape)), (part.Region, part.Solved));
    }

    [Fact]
    public void A_margin_comes_close_to_the_whole_with_its_automatic_values()
    {
        using Photograph photograph = Drawn.Photograph(3, 180, 140);
        var region = new Region(60, 50, new(40, 50));
        using PhotographRestoration whole = PhotographRestorer.Deblur(photograph, Drawn.Lens, new() { Region = region }),
            part = PhotographRestorer.Deblur(photograph, Drawn.Lens, new() { Region = region, Margin = 2 * Drawn.Lens.Shape.Width });
        Assert.Equal(new Region(46, 36, new(68, 78)), part.Solved);
        Assert.Equal(whole.Result.Parameters.Automatic.White, part.Result.Parameters.Automatic.White);
        Assert.Equal(whole.Result.Parameters.Automatic.Planes, part.Result.Parameters.Automatic.Planes);
        using PlanarImage before = photograph.Color.Crop(50, 60, region.Shape);
        double change = Drawn.Difference(before, whole.Photograph.Color);
        Assert.InRange(Drawn.Difference(whole.Photograph.Color, part.Photograph.Color), 0, 0.1 * change);
    }

    [Fact]
    public void A_margin_cuts_weights_as_it_cuts_the_photograph()
    {
        using Photograph photograph = Drawn.Photograph(1, 180, 140);
        using var weights = new PlanarImage(photograph.Shape, 1);
        weights[0].Fill(1);
        var region = new Region(60, 50, new(40, 50));
        for (int y = 60; y < 70; y++)
        {
            weights.Row(0, y)[70..80].Clear();
            photograph.Color.Row(0, y)[70..80].Fill(0.9f);
        }

        var options = new PhotographOptions
        {
            Region = region,
            Restoration = new() { Weights = weights },
        };
        using PhotographRestoration whole = PhotographRestorer.Deblur(photograph, Drawn.Lens, options),
            part = PhotographRestorer.Deblur(photograph, Drawn.Lens, options with { Margin = 14 });
        Assert.InRange(Drawn.Difference(whole.Photograph.Color, part.Photograph.Color), 0, 0.02);
    }

    [Fact]
    public void Alpha_is_kept_and_cut_with_the_region()
    {
        var alpha = new PlanarImage(new(70, 90), 1);
        for (int i = 0; i < alpha.Shape.Count; i++)
            alpha[0][i] = i % 7 / 6f;
        using var photograph = new Photograph(Drawn.Light(new(70, 90), 3, Drawn.Lens), alpha);
        using PhotographRestoration whole = PhotographRestorer.Deblur(photograph, Drawn.Lens),
            part = PhotographRestorer.Deblur(photograph, Drawn.Lens, new() { Region = new(20, 10, new(30, 40)) });
        using PlanarImage cut = alpha.Crop(10, 20, new(30, 40));
        Assert.True(Drawn.Same(alpha, whole.Photograph.Alpha!));
        Assert.True(Drawn.Same(cut, part.Photograph.Alpha!));
        Assert.NotSame(alpha, whole.Photograph.Alpha);
    }

    /// <summary>The restoration of the planes with the options of the plan is the restoration of the photograph.</summary>
    [Fact]
    public void The_options_of_the_plan_give_the_same_bits_from_planes()
    {
        using Photograph photograph = Drawn.Photograph(3);
        PhotographPlan plan = PhotographRestorer.Plan(photograph, Psf.Gaussian(1.5));
        using PhotographRestoration restored = plan.Run();
        using Restoration.DeconvolutionResult planes = Restoration.Deconvolver.Run(photograph.Color, Psf.Gaussian(1.5), plan.Options);
        Assert.True(Drawn.Same(planes.Image, restored.Photograph.Color));
    }
}
