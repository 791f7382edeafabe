using System.Diagnostics;
using System.Globalization;
using Deconv.Benchmarks.Quality;
using Deconv.Blind;
using Deconv.Blind.Verdict;
using Deconv.Imaging;
using Deconv.Psfs;

namespace Deconv.Benchmarks.Real;

/// <summary>A real photograph restored blind. There is no truth, so its quality is for the eye.</summary>
/// <param name="Name">The picture.</param>
/// <param name="Size">Its size.</param>
/// <param name="Psf">The kernel that was found.</param>
/// <param name="Verdict">Verdict on it.</param>
/// <param name="Seconds">Estimate, check and restoration.</param>
internal sealed record RealMeasurement(string Name, Shape Size, Psf Psf, BlindVerdict Verdict, double Seconds)
{
    /// <summary>Verdict and confidence.</summary>
    public string VerdictText => string.Create(CultureInfo.InvariantCulture, $"{Words.Of(Verdict.Outcome)} {Verdict.Probability:F2}");

    /// <summary>One line of the table.</summary>
    public string Line
    {
        get
        {
            string size = $"{Size.Width}x{Size.Height}",
                kernel = $"{Psf.Shape.Width}x{Psf.Shape.Height}";
            return string.Create(CultureInfo.InvariantCulture, $"{Name, -24} {size, -10} kernel {kernel, -8} {VerdictText, -20} {Seconds:F1} s");
        }
    }

    /// <summary>For JSON.</summary>
    public object Fields =>
        new
        {
            Name,
            Size.Width,
            Size.Height,
            KernelWidth = Psf.Shape.Width,
            KernelHeight = Psf.Shape.Height,
            Verdict = Words.Of(Verdict.Outcome),
            Verdict.Probability,
            Seconds,
        };

    /// <summary>Restores a picture whatever the verdict, and writes its contact sheet if there is a folder for it.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="threads">Threads; 0 for all processors.</param>
    /// <param name="sheets">An existing folder, or null.</param>
    public static RealMeasurement Of(RealPicture picture, int threads, string? sheets)
    {
        using Photograph blurred = ImageFile.Load(picture.Path);
        var search = new BlindOptions { AcceptAnyway = true, Final = BlindOptions.DefaultFinal with { Control = new() { Threads = threads } } };
        long start = Stopwatch.GetTimestamp();
        using BlindPhotograph found = PhotographRestorer.Blind(blurred, search);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var row = new RealMeasurement(picture.Name, blurred.Shape, found.Estimate.Psf, found.Estimate.Verdict, seconds);
        if (sheets is not null)
            RealSheet.Save(picture, blurred, found.Restored!.Photograph, row.VerdictText, Path.Combine(sheets, picture.Name + ".png"));
        return row;
    }
}
