using Deconv.Imaging;
using Deconv.Psfs;
using Deconv.Restoration;
using SixLabors.ImageSharp.Advanced;
using SixLabors.ImageSharp.Memory;

namespace Deconv.ImageSharp.Tests;

/// <summary>Images whose rows do not lie in one piece of memory: those above 4 MiB, unless the configuration asks for one piece.</summary>
public class BufferTests
{
    private const int Width = 2048,
        Height = 1100,
        FirstRowOfSecondPiece = 4 * 1024 * 1024 / (2 * Width);

    private static Image<L16> InPieces(out L16[] pixels)
    {
        Configuration configuration = Configuration.Default.Clone();
        configuration.MemoryAllocator = MemoryAllocator.Create(new MemoryAllocatorOptions { MaximumPoolSizeMegabytes = 64 });
        using Image<L16> random = Pictures.Random<L16>(Width, Height);
        pixels = random.Pixels();
        var image = Image.LoadPixelData<L16>(configuration, pixels, Width, Height);
        Assert.False(image.DangerousTryGetSinglePixelMemory(out _));
        Assert.True(image.GetPixelMemoryGroup().Count > 1);
        return image;
    }

    [Fact]
    public void They_become_light_and_light_becomes_them()
    {
        using Image<L16> image = InPieces(out L16[] pixels);
        using Photograph photo = image.ToPhotograph();
        using Image<L16> back = photo.ToImage<L16>(image.GetConfiguration());
        Assert.False(back.DangerousTryGetSinglePixelMemory(out _));
        Assert.Equal(pixels, back.Pixels());
    }

    [Fact]
    public void A_restoration_across_the_pieces_is_that_of_one_piece()
    {
        var part = new Rectangle(700, FirstRowOfSecondPiece - 20, 40, 40);
        var options = new PhotographOptions
        {
            Restoration = new() { Noise = 0.01, Effort = Effort.Fast },
        };
        using Image<L16> image = InPieces(out L16[] pixels);
        Configuration whole = Configuration.Default.Clone();
        whole.PreferContiguousImageBuffers = true;
        using Image<L16> single = Image.LoadPixelData<L16>(whole, pixels, Width, Height);
        Assert.True(single.DangerousTryGetSinglePixelMemory(out _));
        image.Mutate(c => c.Deconvolve(Psf.Gaussian(1), options, part));
        single.Mutate(c => c.Deconvolve(Psf.Gaussian(1), options, part));
        Assert.Equal(single.Pixels(), image.Pixels());
        Assert.NotEqual(pixels, image.Pixels());
    }
}
