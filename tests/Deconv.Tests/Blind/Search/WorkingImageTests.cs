using Deconv.Blind.Search;
using Deconv.Estimation;
using Deconv.Psfs;
using Deconv.Tests.Estimation;
using Deconv.Tests.Restoration;
using Xunit;

namespace Deconv.Tests.Blind.Search;

/// <summary>The picture that the estimate works on.</summary>
public class WorkingImageTests
{
    [Fact]
    public void The_working_picture_knows_no_contrast()
    {
        using PlanarImage scene = Scenes.Drawn(new(40, 50));
        float[] faint = [.. scene[0].ToArray().Select(v => (0.1f * v) + 0.4f)];
        using var one = new WorkingImage(scene[0], scene.Shape);
        using var other = new WorkingImage(faint, scene.Shape);
        for (int i = 0; i < faint.Length; i++)
            Assert.Equal(one.Linear[i], other.Linear[i], 1e-3f);
    }

    [Fact]
    public void Noise_is_smoothed_and_its_absence_is_not()
    {
        Assert.Equal(0, WorkingImage.SmoothingFor(0.004));
        Assert.Equal(0.7, WorkingImage.SmoothingFor(0.01), 1e-9);
        Assert.Equal(3, WorkingImage.SmoothingFor(1));
    }

    [Fact]
    public void Hot_and_dead_pixels_are_removed_and_nothing_else()
    {
        using PlanarImage photo = Photograph();
        using PlanarImage damaged = photo.Clone();
        var at = new HashSet<int>();
        for (int y = 4; y < photo.Shape.Height - 4; y += 14)
        for (int x = 4; x < photo.Shape.Width - 4; x += 14)
        {
            // In detail an impulse cannot be told from it.
            if (Spread(photo, y, x) > 0.05)
                continue;
            at.Add((y * photo.Shape.Width) + x);
            damaged.Row(0, y)[x] = photo.Row(0, y)[x] < 0.5f ? 1 : 0;
        }

        Assert.InRange(at.Count, 10, 100);
        using var one = new WorkingImage(photo[0], photo.Shape);
        using var other = new WorkingImage(damaged[0], damaged.Shape);
        for (int i = 0; i < photo.Shape.Count; i++)
            Assert.Equal(one.Stretched[i], other.Stretched[i], at.Contains(i) ? 0.1f : 0.02f);
    }

    [Fact]
    public void Visible_blocks_are_smoothed_and_half_of_that_is_no_blur()
    {
        using PlanarImage photo = Photograph();
        using var plain = new WorkingImage(photo[0], photo.Shape);
        Assert.False(plain.HasBlocks);
        Assert.Equal((0, 0.4), (plain.Smoothing, plain.Aperture(0.4)));

        JpegLuma.Compress(photo, 80);
        using var compressed = new WorkingImage(photo[0], photo.Shape);
        Assert.True(compressed.HasBlocks);
        Assert.Equal(1.2, compressed.Smoothing);
        Assert.Equal(Math.Sqrt(0.16 + 0.72), compressed.Aperture(0.4), 1e-9);
        double before = CompressionBlocks.Strength(compressed.Stretched, photo.Shape),
            after = CompressionBlocks.Strength(compressed.Linear, photo.Shape);
        Assert.True(after < 0.5 * before, $"{before} before, {after} after");
    }

    [Fact]
    public void A_power_is_that_of_the_clipped_plane()
    {
        using PlanarImage photo = Photograph();
        using var image = new WorkingImage(photo[0], photo.Shape);
        var root = new float[photo.Shape.Count];
        image.Power(0.5, root);
        for (int i = 0; i < root.Length; i++)
            Assert.Equal(Math.Max(0, image.Stretched[i]), root[i] * root[i], 1e-5f);
    }

    private static float Spread(PlanarImage image, int row, int column)
    {
        float least = 1,
            most = 0;
        for (int y = row - 2; y <= row + 2; y++)
        for (int x = column - 2; x <= column + 2; x++)
            (least, most) = (Math.Min(least, image.Row(0, y)[x]), Math.Max(most, image.Row(0, y)[x]));
        return most - least;
    }

    private static PlanarImage Photograph()
    {
        using PlanarImage scene = Scenes.Leaves(216);
        (PlanarImage truth, PlanarImage photo) = Scenes.Photograph(scene, Psf.Disk(3), 0.002);
        using (truth)
        using (photo)
            return photo.Crop(0, 0, new(200, 200));
    }
}
