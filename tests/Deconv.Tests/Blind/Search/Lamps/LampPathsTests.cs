using Deconv.Blind;
using Deconv.Blind.Search;
using Deconv.Blind.Search.Lamps;
using Deconv.Psfs;
using Xunit;

namespace Deconv.Tests.Blind.Search.Lamps;

/// <summary>Kernels read from the streaks of lamps.</summary>
public class LampPathsTests
{
    [Fact]
    public void Lamps_show_the_path_of_the_camera()
    {
        using PlanarImage photo = NightScene.Photograph(NightScene.Shake, 7);
        LampPath path = Assert.Single(LampPaths.Find(photo[0], photo.Shape));
        Assert.InRange(PsfSimilarity.Of(path.Psf, NightScene.Shake), 0.9, 1);
        Assert.InRange(path.Lamps, 5, 7);
    }

    [Fact]
    public void Three_lamps_are_no_evidence()
    {
        using PlanarImage photo = NightScene.Photograph(NightScene.Shake, 3);
        Assert.Empty(LampPaths.Find(photo[0], photo.Shape));
    }

    /// <summary>Round or straight spots are alike without a blur.</summary>
    [Theory]
    [InlineData("disk:4")]
    [InlineData("gaussian:2")]
    [InlineData("motion:15,30*gaussian:1")]
    public void Spots_without_a_shape_of_their_own_are_no_evidence(string blur)
    {
        using PlanarImage photo = NightScene.Photograph(Psf.Parse(blur), 7);
        Assert.Empty(LampPaths.Find(photo[0], photo.Shape));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(64)]
    public void Flat_and_small_images_have_no_lamps(int size)
    {
        using var flat = new PlanarImage(new(size, size), 1);
        Assert.Empty(LampPaths.Find(flat[0], flat.Shape));
        flat[0].Fill(1);
        Assert.Empty(LampPaths.Find(flat[0], flat.Shape));
    }

    /// <summary>Around clipped lamps nothing is trusted, and their edges say nothing.</summary>
    [Fact]
    public void Lamps_are_left_out_of_the_restoration()
    {
        using PlanarImage photo = NightScene.Photograph(NightScene.Shake, 7);
        using var source = new SourcePlane(photo, 0.99);
        using PlanarImage weights = source.Weights(null)!;
        var whole = new Region(0, 0, photo.Shape);
        using WorkingImage working = source.Working(whole);
        Assert.True(double.IsNaN(source.Sharpness(working, whole)));
        int clipped = 0;
        for (int i = 0; i < photo[0].Length; i++)
        {
            if (photo[0][i] < 1)
                continue;
            clipped++;
            Assert.Equal(0, weights[0][i]);
        }

        Assert.InRange(clipped, 100, 4000);
        using PlanarImage given = weights.Clone();
        given[0].Fill(0.5f);
        using PlanarImage both = source.Weights(given)!;
        Assert.Equal(weights[0].ToArray().Select(w => w / 2), both[0].ToArray());
    }

    [Fact]
    public void Lamps_are_put_back_as_points_where_they_are()
    {
        using PlanarImage photo = NightScene.Photograph(NightScene.Shake, 7);
        using var source = new SourcePlane(photo, 0.99);
        using var restored = new PlanarImage(photo.Shape, 1);
        source.PutLamps(restored, photo, NightScene.Shake);
        int lit = 0;
        for (int i = 0; i < restored[0].Length; i++)
        {
            if (restored[0][i] == 0)
                continue;
            lit++;
            (int row, int column) = (i / photo.Shape.Width, i % photo.Shape.Width);
            Assert.Contains(NightScene.Lamps, l => Math.Abs(l.Row - row) <= 3 && Math.Abs(l.Column - column) <= 3);
        }

        Assert.InRange(lit, NightScene.Lamps.Count, 12 * NightScene.Lamps.Count);
        foreach ((int row, int column) in NightScene.Lamps)
            Assert.Equal(0.99f, restored.Row(0, row)[column], 1e-5f);
    }

    [Fact]
    public void An_image_with_streaks_is_not_called_sharp()
    {
        using PlanarImage photo = NightScene.Photograph(NightScene.Shake, 7);
        ImageInspection found = BlurInspector.Inspect(photo, 0.99);
        Assert.InRange(found.Lamps, 5, 7);
        Assert.True(found.Shaken);
    }

    [Fact]
    public void Without_lamps_the_weights_are_those_of_the_caller()
    {
        using PlanarImage photo = NightScene.Photograph(NightScene.Shake, 0);
        using var source = new SourcePlane(photo, 0.99);
        Assert.Null(source.Weights(null));
        using PlanarImage? same = source.Weights(photo);
        Assert.Equal(photo[0].ToArray(), same![0].ToArray());
        source.PutLamps(same, photo, NightScene.Shake);
        Assert.Equal(photo[0].ToArray(), same[0].ToArray());
    }

    [Fact]
    public void The_blur_of_a_picture_full_of_lamps_is_found()
    {
        using PlanarImage photo = NightScene.Photograph(NightScene.Shake, 7);
        using BlindResult result = BlindDeconvolver.Run(
            photo,
            new()
            {
                KernelSize = 31,
                Crops = 0,
                Final = BlindOptions.DefaultFinal with { SaturationLevel = 0.99 },
            }
        );
        Assert.True(result.Verdict.Found, result.Verdict.ToString());
        Assert.InRange(PsfSimilarity.Of(result.Psf, NightScene.Shake), 0.85, 1);
    }
}
