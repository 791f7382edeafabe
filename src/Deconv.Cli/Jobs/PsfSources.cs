using System.Globalization;
using Deconv.Cli.Jobs.Batches;
using Deconv.Cli.Options;
using Deconv.Imaging;
using Deconv.Psfs;
using Deconv.Restoration;

namespace Deconv.Cli.Jobs;

/// <summary>The source of the PSF of a restoration.</summary>
internal interface IPsfSource
{
    /// <summary>Called once before any work, with the values for all files.</summary>
    void Prepare(SharedAutomatics shared);

    /// <summary>The blur of a photograph.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="photograph">The photograph, or a part of it.</param>
    /// <param name="frame">Shape of the whole photograph.</param>
    Blurring For(string path, Photograph photograph, Shape frame);
}

/// <summary>The same blur for every photograph: from the command line or from a recipe.</summary>
/// <param name="blur">The blur of a photograph of any shape.</param>
internal sealed class GivenPsf(Func<Shape, Blurring> blur) : IPsfSource
{
    public void Prepare(SharedAutomatics shared) { }

    public Blurring For(string path, Photograph photograph, Shape frame) => blur(frame);
}

/// <summary>The Gaussian PSF of 'deconv sharpen'.</summary>
/// <param name="sigma">Standard deviation in pixels; null to estimate it from the photograph.</param>
/// <param name="control">Threads.</param>
internal sealed class SharpeningPsf(double? sigma, RunControl control) : IPsfSource
{
    private double? _common = sigma;

    public void Prepare(SharedAutomatics shared) => _common ??= shared.Common(Found);

    public Blurring For(string path, Photograph photograph, Shape frame)
    {
        double width = _common ?? Found(path, photograph);
        return new(Psf.Gaussian(width), string.Create(CultureInfo.InvariantCulture, $"gaussian:{width:R}"));
    }

    private double Found(string path, Photograph photograph)
    {
        Measurable.Check(path, photograph);
        double found = LibraryErrors.Explained(() => PhotographRestorer.FindSharpening(photograph, control));

        // The PSF must not be larger than a small photograph.
        while (!photograph.Shape.Contains(Psf.Gaussian(found).Shape))
            found *= 0.9;
        return Math.Round(found, 3);
    }
}
