using Deconv.Blind;
using Deconv.ImageSharp.Processing;
using Deconv.Metrics;
using Deconv.Psfs;

namespace Deconv.ImageSharp.Tests;

public class BlindProcessorTests
{
    [Fact]
    public void A_blur_is_found_and_removed_in_the_pipeline()
    {
        Psf lens = Psf.Disk(3);
        using PlanarImage photo = Pictures.Blurred(160, 140, lens, out PlanarImage truth);
        using Image<Rgb48> image = photo.ToImage<Rgb48>();
        using PlanarImage blurred = image.ToPlanarImage();
        var processor = new BlindDeconvolveProcessor(new() { Family = PsfFamily.Disk, AcceptAnyway = true });
        image.Mutate(c => c.ApplyProcessor(processor));
        using PlanarImage restored = image.ToPlanarImage();
        Assert.InRange(PictureComparison.Compare(restored, truth).Psnr - PictureComparison.Compare(blurred, truth).Psnr, 2, 40);
        Assert.InRange(processor.LastResult!.Psf.Diagnose().RmsRadius, 0.8 * lens.Diagnose().RmsRadius, 1.2 * lens.Diagnose().RmsRadius);
    }

    [Fact]
    public void A_sharp_picture_is_refused_and_unchanged()
    {
        using PlanarImage sharp = Pictures.Blurred(120, 110, Psf.Delta(), out _);
        using Image<Rgb48> image = sharp.ToImage<Rgb48>(),
            before = image.Clone();
        var refused = Assert.Throws<InvalidOperationException>(() => image.Mutate(c => c.BlindDeconvolve(new() { Crops = 0, KernelSize = 11 })));
        Assert.Contains("unchanged", refused.Message, StringComparison.Ordinal);
        for (int y = 0; y < image.Height; y++)
        for (int x = 0; x < image.Width; x++)
            Assert.Equal(before[x, y], image[x, y]);
    }
}
