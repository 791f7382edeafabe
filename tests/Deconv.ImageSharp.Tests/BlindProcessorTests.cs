using Deconv.Blind;
using Deconv.Blind.Verdict;
using Deconv.ImageSharp.Processing;
using Deconv.Imaging;
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
        Assert.InRange(ImageComparison.Compare(restored, truth).Psnr - ImageComparison.Compare(blurred, truth).Psnr, 2, 40);
        double radius = processor.LastResult!.Estimate.Psf.Diagnose().RmsRadius;
        Assert.InRange(radius, 0.8 * lens.Diagnose().RmsRadius, 1.2 * lens.Diagnose().RmsRadius);
    }

    [Fact]
    public void A_sharp_picture_is_refused_and_unchanged()
    {
        using PlanarImage sharp = Pictures.Blurred(120, 110, Psf.Delta(), out _);
        using Image<Rgb48> image = sharp.ToImage<Rgb48>(),
            before = image.Clone();
        var refused = Assert.Throws<BlurNotFoundException>(() => image.Mutate(c => c.BlindDeconvolve(new() { Crops = 0, KernelSize = 11 })));
        Assert.Contains("looks sharp", refused.Message, StringComparison.Ordinal);
        Assert.Contains("unchanged", refused.Message, StringComparison.Ordinal);
        Assert.Equal(BlindOutcome.NotBlurred, refused.Verdict.Outcome);
        Assert.Null(refused.Found.Restored);
        for (int y = 0; y < image.Height; y++)
        for (int x = 0; x < image.Width; x++)
            Assert.Equal(before[x, y], image[x, y]);
    }

    [Fact]
    public void A_rectangle_is_written_and_all_of_the_frame_is_looked_at()
    {
        using PlanarImage photo = Pictures.Blurred(120, 110, Psf.Disk(3), out _);
        using Image<Rgb48> image = photo.ToImage<Rgb48>();
        var search = new BlindOptions
        {
            Family = PsfFamily.Disk,
            Crops = 0,
            AcceptAnyway = true,
        };
        var part = new Rectangle(30, 20, 40, 50);
        using Image<Rgb48> whole = image.Clone(c => c.BlindDeconvolve(search)),
            partly = image.Clone(c => c.BlindDeconvolve(search, null, part));
        for (int y = 0; y < image.Height; y++)
        for (int x = 0; x < image.Width; x++)
            Assert.Equal(part.Contains(x, y) ? whole[x, y] : image[x, y], partly[x, y]);
    }

    [Fact]
    public void An_estimate_alone_changes_nothing_and_is_no_refusal()
    {
        using PlanarImage photo = Pictures.Blurred(120, 110, Psf.Disk(3), out _);
        using Image<Rgb48> image = photo.ToImage<Rgb48>(),
            before = image.Clone();
        var processor = new BlindDeconvolveProcessor(
            new()
            {
                Family = PsfFamily.Disk,
                Crops = 0,
                EstimateOnly = true,
            }
        );
        image.Mutate(c => c.ApplyProcessor(processor));
        Assert.Equal(before.Pixels(), image.Pixels());
        Assert.InRange(processor.LastResult!.Estimate.Psf.Shape.Width, 5, 9);
    }

    [Fact]
    public void Every_refusal_has_words_of_its_own()
    {
        var messages = new HashSet<string>();
        foreach (BlindOutcome outcome in Enum.GetValues<BlindOutcome>().Where(o => o is not BlindOutcome.Trusted and not BlindOutcome.Doubtful))
            Assert.True(messages.Add(new BlurNotFoundException(Refused(outcome, BlindCause.None)).Message), $"{outcome}");
        Assert.True(messages.Add(new BlurNotFoundException(Refused(BlindOutcome.NotFound, BlindCause.Noise)).Message));
        Assert.True(messages.Add(new BlurNotFoundException(Refused(BlindOutcome.NotFound, BlindCause.CutOff)).Message));
        Assert.All(messages, m => Assert.EndsWith("set BlindOptions.AcceptAnyway to restore it anyway.", m, StringComparison.Ordinal));

        static BlindPhotograph Refused(BlindOutcome outcome, BlindCause cause) =>
            new()
            {
                Estimate = new()
                {
                    Psf = Psf.Delta(),
                    Verdict = new(outcome, cause, 0, 0, 1, 0, 0),
                    Spec = null,
                    Box = new(0, 0, new(9, 9)),
                    KernelSize = 5,
                    Restored = null,
                    Canceled = false,
                    EstimateTime = TimeSpan.Zero,
                },
                Restored = null,
            };
    }
}
