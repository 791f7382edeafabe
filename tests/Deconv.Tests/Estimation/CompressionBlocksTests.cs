using Deconv.Estimation;
using Deconv.Psfs;
using Deconv.Tests.Restoration;
using Xunit;

namespace Deconv.Tests.Estimation;

public class CompressionBlocksTests
{
    [Theory]
    [InlineData(100, 0, 0.1)]
    [InlineData(80, CompressionBlocks.Visible, 3)]
    [InlineData(60, CompressionBlocks.Visible, 3)]
    public void The_blocks_of_a_blurred_picture_show_where_it_was_compressed(int quality, double least, double most)
    {
        using PlanarImage photo = Blurred();
        Assert.InRange(Strength(photo), 0, 0.1);
        JpegLuma.Compress(photo, quality);
        Assert.InRange(Strength(photo), least, most);
    }

    /// <summary>Whoever cropped the picture did not look at the grid.</summary>
    [Fact]
    public void The_grid_may_begin_anywhere()
    {
        using PlanarImage photo = Blurred();
        JpegLuma.Compress(photo, 80);
        double whole = Strength(photo);
        for (int shift = 1; shift < 8; shift++)
        {
            using PlanarImage crop = photo.Crop(shift, 8 - shift, new(176, 184));
            Assert.InRange(Strength(crop), 0.85 * whole, 1.15 * whole);
        }
    }

    [Fact]
    public void A_flat_picture_and_a_tiny_one_have_none()
    {
        using var flat = new PlanarImage(new(40, 40), 1);
        Assert.Equal(0, Strength(flat));
        using var tiny = new PlanarImage(new(2, 3), 1);
        Assert.Equal(0, Strength(tiny));
    }

    private static double Strength(PlanarImage image) => CompressionBlocks.Strength(image[0], image.Shape);

    private static PlanarImage Blurred()
    {
        using PlanarImage scene = Scenes.Leaves(216);
        (PlanarImage truth, PlanarImage photo) = Scenes.Photograph(scene, Psf.Disk(3), 0.003);
        using (truth)
        using (photo)
            return photo.Crop(0, 0, new(200, 200));
    }
}
