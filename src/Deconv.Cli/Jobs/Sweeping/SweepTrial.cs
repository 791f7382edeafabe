using Deconv.Cli.Recipes;
using Deconv.Restoration.Verdict;

namespace Deconv.Cli.Jobs.Sweeping;

/// <summary>The result of one value.</summary>
/// <param name="Value">Value of λ or of the PSF parameter.</param>
/// <param name="Label">Label on the contact sheet.</param>
/// <param name="Psf">The PSF.</param>
/// <param name="Image">The restored crop.</param>
/// <param name="Check">Check of the restored region.</param>
/// <param name="Roughness">Mean gradient magnitude of the restored luminance, in percent of white per pixel.</param>
/// <param name="Spectrum">Misfit of the power spectrum of the photograph under the PSF; NaN in sweeps over λ.</param>
internal sealed record SweepTrial(double Value, string Label, RecipePsf Psf, PlanarImage Image, FitCheck Check, double Roughness, double Spectrum)
    : IDisposable
{
    /// <summary>Names of the selection rules that choose this value.</summary>
    public List<string> Marks { get; } = [];

    public void Dispose() => Image.Dispose();
}
