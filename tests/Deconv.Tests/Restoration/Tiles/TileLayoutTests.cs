using Deconv.Restoration.Tiles;
using Xunit;

namespace Deconv.Tests.Restoration.Tiles;

public class TileLayoutTests
{
    private static TileLayout Small(Shape picture) => TileLayout.Cheapest(picture, new(5, 7), 20, 12_000);

    [Theory]
    [InlineData(1500, 2000)]
    [InlineData(1, 60_000)]
    [InlineData(2000, 2030)]
    public void A_picture_of_a_few_megapixels_is_one_tile(int height, int width) =>
        Assert.Equal(1, TileLayout.Of(new(height, width), new(7, 7)).Count);

    [Theory]
    [InlineData(3000, 4000, 7)]
    [InlineData(8165, 12247, 7)]
    [InlineData(20_000, 20_000, 31)]
    [InlineData(900, 60_000, 15)]
    [InlineData(4000, 6000, 101)]
    public void Tiles_of_a_large_picture_are_small_and_keep_more_than_their_margins(int height, int width, int psf)
    {
        Shape picture = new(height, width);
        TileLayout layout = TileLayout.Of(picture, new(psf, psf));
        Assert.True(layout.Count > 1);
        double area = (double)(layout.Largest.Height + psf - 1) * (layout.Largest.Width + psf - 1);
        Assert.InRange(
            area,
            0,
            psf <= 15 ? 9 << 18
                : psf <= 31 ? 3 << 20
                : 9 << 20
        );
        Assert.InRange(layout.Count * area / ((double)height * width), 1, psf <= 31 ? 2.2 : 4.2);
    }

    [Theory]
    [InlineData(200, 300)]
    [InlineData(411, 97)]
    [InlineData(61, 900)]
    public void Every_sample_belongs_to_one_tile_and_the_shares_in_it_add_up_to_1(int height, int width)
    {
        Shape picture = new(height, width);
        TileLayout layout = Small(picture);
        var owners = new int[picture.Count];
        var shares = new float[picture.Count];
        for (int row = 0; row < layout.Rows; row++)
        for (int column = 0; column < layout.Columns; column++)
        {
            Tile tile = layout.At(row, column);
            (float[] down, float[] across) = layout.Shares(row, column);
            for (int y = 0; y < tile.Own.Shape.Height; y++)
            for (int x = 0; x < tile.Own.Shape.Width; x++)
                owners[((tile.Own.Top + y) * width) + tile.Own.Left + x]++;
            for (int y = 0; y < down.Length; y++)
            for (int x = 0; x < across.Length; x++)
                shares[((tile.Kept.Top + y) * width) + tile.Kept.Left + x] += down[y] * across[x];
        }

        Assert.True(layout.Count > 1);
        Assert.All(owners, o => Assert.Equal(1, o));
        Assert.All(shares, s => Assert.Equal(1f, s, 1e-6f));
    }

    [Fact]
    public void A_tile_at_the_border_goes_on_behind_the_unseen_samples_on_the_other_side()
    {
        var ring = new Ring(5, 8);
        var part = new float[10];
        ring.Copy([10, 20, 30, 40, 50], -4, part);
        Assert.Equal([50, 40, 30, 20, 10, 20, 30, 40, 50, 40], part);
        Assert.Equal((1, 3), ring.Unseen(-4, 8));
        Assert.Equal((5, 0), ring.Unseen(0, 5) with { Start = 5 });
    }

    [Fact]
    public void The_blocks_that_a_picture_is_measured_on_start_at_multiples_of_16_and_one_lies_in_the_middle()
    {
        var picture = new PlanarImage(new(1, 5000), 1);
        for (int x = 0; x < 5000; x++)
            picture[0][x] = x;
        using PlanarImage sample = new SampleGrid(picture.Shape).Of(picture);
        Assert.Equal(new Shape(1, 1536), sample.Shape);
        Assert.Equal([0, 2240, 4480], [(int)sample[0][0], (int)sample[0][512], (int)sample[0][1024]]);
        picture.Dispose();
    }
}
