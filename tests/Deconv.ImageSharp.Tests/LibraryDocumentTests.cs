using Deconv.ImageSharp.Processing;
using Deconv.Imaging;
using Deconv.Psfs;
using Deconv.Restoration;

namespace Deconv.ImageSharp.Tests;

/// <summary>The ImageSharp part of docs/library.md, compiled and run.</summary>
public class LibraryDocumentTests
{
    [Fact]
    public void Mutate_and_processor()
    {
        using PlanarImage photo = Pictures.Blurred(160, 120, Psf.Disk(3), out _);
        using Image<Rgb48> image = photo.ToImage<Rgb48>(),
            before = image.Clone();
        #region mutate
        image.Mutate(c => c.Deconvolve(Psf.Disk(3)));
        #endregion
        Assert.NotEqual(before.Pixels(), image.Pixels());
        #region overloads
        image.Mutate(c => c.Deconvolve(Psf.Motion(12, 135), new() { Amount = 0.8 }, new Rectangle(40, 30, 60, 60)));
        image.Mutate(c => c.CaptureSharpen(sigma: 0.7));
        #endregion
        using var cancel = new CancellationTokenSource();
        #region processor
        var processor = new DeconvolveProcessor(Psf.Disk(3), new() { Restoration = new() { Effort = Effort.Fast } })
        {
            Progress = new Progress<DeconvolutionProgress>(p => Console.Write($"\r{p.Fraction:P0} ")),
            CancellationToken = cancel.Token,
        };
        image.Mutate(c => c.ApplyProcessor(processor));
        Console.WriteLine(processor.LastResult!.Result.Check.Verdict);
        #endregion
        using Image<Rgb48> sharp = before.Clone();
        #region refused
        try
        {
            sharp.Mutate(c => c.BlindDeconvolve());
        }
        catch (BlurNotFoundException refused)
        {
            Console.WriteLine($"{refused.Verdict.Outcome}: {refused.Message}");
        }
        #endregion
        #region light
        using Photograph photograph = image.ToPhotograph();
        using PhotographRestoration result = PhotographRestorer.Deblur(photograph, Psf.Gaussian(1));
        using Image<Rgb48> restored = result.Photograph.ToImage<Rgb48>();
        #endregion
        Assert.Equal(image.Size(), restored.Size());
    }

    /// <summary>Opens a photograph, restores it, saves it with what it said about itself.</summary>
    [Fact]
    public void From_file_to_file()
    {
        string output = Path.Combine(Path.GetTempPath(), $"deconv-{Guid.NewGuid():N}.png");
        try
        {
            using Image image = Image.Load(Pictures.Sample("kodim08-motion15.png"));
            image.Mutate(c => c.Deconvolve(Psf.Motion(15, 30)));
            image.Save(output);
            using Image<Rgb24> restored = Image.Load<Rgb24>(output);
            Assert.Equal(image.Size(), restored.Size());
        }
        finally
        {
            File.Delete(output);
        }
    }
}
