using Deconv.Blind.Search;
using Deconv.Blind.Steps;
using Deconv.Psfs;
using Xunit;

namespace Deconv.Tests.Blind;

public class BlindPartsTests
{
    [Fact]
    public void Pruning_clips_drops_specks_and_small_parts_and_normalizes()
    {
        float[] k = [0.02f, 0, 0, 0, 0, 0, 0, 0, 0, -1, 0, 0, 1, 0.9f, 0, 0, 0, 0, 0, 0, 0.06f, 0, 0, 0, 0];
        KernelShape.Prune(k, 5, 0.05, 0.04);
        Assert.Equal(2, k.Count(v => v > 0));
        Assert.Equal(1, k.Sum(), 1e-5f);
        float[] nothing = [-1, -1, -1, -1, -1, -1, -1, -1, -1];
        KernelShape.Prune(nothing, 3, 0.05, 0.03);
        Assert.Equal(1, nothing[4]);
    }

    [Fact]
    public void Recentering_moves_by_whole_taps()
    {
        float[] k = new float[25];
        k[0] = k[1] = 0.5f;
        KernelShape.Recenter(k, 5);
        Assert.Equal(0.5f, k[12], 1e-6f);
        Assert.Equal(1, k.Sum(), 1e-6f);
    }

    [Fact]
    public void A_resized_kernel_is_the_wider_kernel()
    {
        Psf small = Psf.Parse("gaussian:1.5"),
            large = Psf.Parse("gaussian:3");
        int n = small.Shape.Width;
        float[] resized = KernelShape.Resize(small.Samples, n, (2 * n) + 1, 2);
        Assert.True(PsfSimilarity.Of(Psf.FromSamples(new((2 * n) + 1, (2 * n) + 1), resized), large) > 0.995);
    }

    [Theory]
    [InlineData(31, 6, 7)]
    [InlineData(101, 9, 7)]
    [InlineData(5, 1, 5)]
    public void The_pyramid_ends_at_the_picture_and_starts_near_five_taps(int bound, int levels, int coarsest)
    {
        IReadOnlyList<(double Scale, int Kernel)> pyramid = KernelPyramid.Levels(bound);
        Assert.Equal(levels, pyramid.Count);
        Assert.Equal((1.0, bound), pyramid[^1]);
        Assert.Equal(coarsest, pyramid[0].Kernel);
        Assert.All(pyramid, level => Assert.Equal(1, level.Kernel & 1));
    }

    [Fact]
    public void Shrinking_keeps_constants_and_ramps()
    {
        var shape = new Shape(40, 61);
        float[] x = [.. Enumerable.Range(0, shape.Count).Select(i => 2 + (0.1f * (i % 61)))];
        var (down, across) = (SeparableResampling.Shrink(40, 0.5), SeparableResampling.Shrink(61, 0.5));
        var y = new float[down.Length * across.Length];
        SeparableResampling.Apply(x, shape, down, across, y);
        Assert.Equal(20 * 31, y.Length);
        for (int i = 4; i < 27; i++)
            Assert.Equal(2 + (0.2f * i), y[(7 * 31) + i], 1e-3f);
    }

    [Fact]
    public void The_best_crop_is_where_the_edges_are()
    {
        var shape = new Shape(1600, 2000);
        using var picture = new PlanarImage(shape, 1);
        for (int y = 700; y < 1500; y++)
        for (int x = 1200; x < 2000; x++)
            picture.Row(0, y)[x] = ((x / 9) + (y / 9)) % 2;
        Region box = CropChooser.Best(picture[0], shape, 31, []);
        Assert.InRange(box.Left, 1150, 1200);
        Assert.InRange(box.Top, 650, 760);
        Assert.Equal(new Region(0, 0, new(500, 600)), CropChooser.Best(picture[0][..300_000], new(500, 600), 31, []));
    }

    [Fact]
    public void Similarity_sees_shape_and_not_place()
    {
        Psf line = Psf.Parse("motion:9,30");
        Assert.Equal(1, PsfSimilarity.Of(line, line), 1e-5);
        Assert.Equal(1, PsfSimilarity.Of(line, line.Convolve(Psf.FromSamples(new(3, 3), [1, 0, 0, 0, 0, 0, 0, 0, 0]))), 1e-5);
        Assert.True(PsfSimilarity.Of(line, Psf.Parse("motion:9,120")) < 0.5);
        Assert.Throws<ArgumentNullException>(() => PsfSimilarity.Of(null!, line));
    }
}
