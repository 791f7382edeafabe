using System.Globalization;
using Deconv.Cli.Jobs.Batches;
using Deconv.Imaging;
using Deconv.Psfs;
using Deconv.Restoration;

namespace Deconv.Cli.Jobs;

/// <summary>Where the PSF of a restoration comes from.</summary>
internal interface IPsfSource
{
    /// <summary>Called once with what holds for all files, before any work.</summary>
    void Prepare(SharedAutomatics shared);

    /// <summary>The PSF of a picture, and its words.</summary>
    (Psf Psf, string Spec) For(Photograph photograph);
}

/// <summary>A PSF that is the same for every picture: named on the command line, or kept in a recipe.</summary>
internal sealed class GivenPsf(Psf psf, string spec) : IPsfSource
{
    public void Prepare(SharedAutomatics shared) { }

    public (Psf Psf, string Spec) For(Photograph photograph) => (psf, spec);
}

/// <summary>The Gaussian that sharpening takes back.</summary>
/// <param name="sigma">Standard deviation in pixels; null to find it from the picture.</param>
/// <param name="control">Threads.</param>
internal sealed class SharpeningPsf(double? sigma, RunControl control) : IPsfSource
{
    private double? _common = sigma;

    public void Prepare(SharedAutomatics shared) => _common ??= shared.Common(Found);

    public (Psf Psf, string Spec) For(Photograph photograph)
    {
        double width = _common ?? Found(photograph);
        return (Psf.Gaussian(width), string.Create(CultureInfo.InvariantCulture, $"gaussian:{width:R}"));
    }

    private double Found(Photograph photograph) => LibraryErrors.Explained(() => PhotographRestorer.FindSharpening(photograph, control));
}
