using Deconv.Blind;
using Deconv.Blind.Search;
using Deconv.Psfs;
using Xunit;

namespace Deconv.Tests.Blind.Search;

/// <summary>How a reduced copy of a large image leads to the search at full size.</summary>
public class ReducedSearchTests
{
    [Fact]
    public void Only_large_images_are_reduced()
    {
        Assert.Null(ReducedSearch.ScaleFor(new(1000, 1100)));
        double scale = ReducedSearch.ScaleFor(new(3000, 4000))!.Value;
        Assert.Equal(4e5, 3000 * 4000 * scale * scale, 1);
        using var image = new PlanarImage(new(300, 400), 1);
        image[0].Fill(0.25f);
        using PlanarImage small = ReducedSearch.Reduce(image[0], image.Shape, 0.25);
        Assert.Equal(new Shape(75, 100), small.Shape);
        Assert.All(small[0].ToArray(), v => Assert.Equal(0.25f, v, 5));
    }

    [Fact]
    public void The_kernel_of_the_copy_gives_bound_and_start()
    {
        Psf small = Psf.Parse("motion:20,0*gaussian:1");
        (SearchStart start, int bound) = ReducedSearch.Enlarge(small, 0.25, null)!.Value;
        int width = small.Trimmed().Shape.Width;
        Assert.InRange(bound, 4 * width, 6 * width);
        Assert.Equal(1, bound % 2);
        (double scale, int n) = KernelPyramid.Levels(bound)[start.Level];
        Assert.InRange(scale, 0.24, 0.36);
        Assert.Equal(n * n, start.Kernel.Length);
        Assert.Equal(1, start.Kernel.Sum(), 4);
        Assert.Equal(51, ReducedSearch.Enlarge(small, 0.25, 50)!.Value.Bound);
    }

    [Fact]
    public void A_dot_gives_none_and_no_bound_exceeds_the_largest()
    {
        Assert.Null(ReducedSearch.Enlarge(Psf.Parse("gaussian:0.5"), 0.25, null));
        Assert.Equal(BlindOptions.MaxKernelSize, ReducedSearch.Enlarge(Psf.Parse("motion:60,0*gaussian:1"), 0.1, null)!.Value.Bound);
    }
}
