using Deconv.Cli.Recipes;
using Deconv.Restoration.Verdict;

namespace Deconv.Cli.Jobs.Sweeping;

/// <summary>One value that was tried on the crop.</summary>
/// <param name="Value">Of λ or the parameter of the PSF.</param>
/// <param name="Label">As on the sheet.</param>
/// <param name="Psf">The blur.</param>
/// <param name="Image">The restored crop.</param>
/// <param name="Check">Of what was solved for.</param>
/// <param name="Roughness">Mean length of the gradient of the restored luminance, in percent of white a pixel.</param>
/// <param name="Spectrum">Misfit of the picture's power spectrum under the PSF; NaN in sweeps over λ.</param>
internal sealed record SweepTrial(double Value, string Label, RecipePsf Psf, PlanarImage Image, FitCheck Check, double Roughness, double Spectrum)
    : IDisposable
{
    /// <summary>Names of the rules that choose this value.</summary>
    public List<string> Marks { get; } = [];

    public void Dispose() => Image.Dispose();
}
