using System.Globalization;
using Deconv.Cli.Recipes;
using Deconv.Imaging;
using Deconv.Restoration;
using Deconv.Restoration.Verdict;
using Deconv.Solvers.StoppingRules;

namespace Deconv.Cli.Jobs.Sweeping;

/// <summary>Restores a crop with every value of a sweep: λ with one PSF, or one PSF parameter with all other settings unchanged.</summary>
/// <param name="blurred">The whole photograph; automatic values are computed from all of it.</param>
/// <param name="margin">Pixels around the crop that are restored with it; null for the extent of the PSF plus 48 pixels.</param>
/// <param name="options">All settings except the swept one, with the crop.</param>
internal sealed class SweepRun(Photograph blurred, int? margin, PhotographOptions options)
{
    /// <summary>Automatic λ; null in sweeps over PSFs.</summary>
    public double? Automatic { get; private set; }

    /// <summary>Tries values of λ.</summary>
    public IEnumerable<SweepTrial> Lambdas(RecipePsf psf, IReadOnlyList<double> values, CancellationToken cancel)
    {
        DeconvolutionOptions known = PhotographRestorer.Plan(blurred, psf.Kernel, options).Options;
        AutomaticValues measured = Deconvolver.Measure(blurred.Color, psf.Kernel, known);
        Automatic = measured.Planes[0].Lambda;
        foreach (double value in values)
            yield return Try(value, psf, options.Restoration! with { Automatic = measured, Lambda = value }, double.NaN, cancel);
    }

    /// <summary>Tries PSFs.</summary>
    public IEnumerable<SweepTrial> Psfs(IReadOnlyList<(double Value, RecipePsf Psf)> psfs, CancellationToken cancel)
    {
        foreach ((double value, RecipePsf psf) in psfs)
        {
            double spectrum = PsfExaminer.SpectrumCost(blurred.Color, psf.Kernel);
            yield return Try(value, psf, options.Restoration!, spectrum, cancel);
        }
    }

    private SweepTrial Try(double value, RecipePsf psf, DeconvolutionOptions with, double spectrum, CancellationToken cancel)
    {
        int around = margin ?? Math.Max(psf.Kernel.Shape.Height, psf.Kernel.Shape.Width) + CropMargin.Automatic;
        PhotographOptions asked = options with { Restoration = with, Margin = around };
        using PhotographRestoration result = PhotographRestorer.Deblur(blurred, psf.Kernel, asked, null, cancel);
        if (result.Result.StopReason.Kind == StopKind.Canceled)
            throw new OperationCanceledException(cancel);
        PlanarImage image = result.Photograph.Color.Clone();
        return new(value, Label(value), psf, image, result.Result.Check, Roughness(image), spectrum);
    }

    /// <summary>Formats a number as it is typed: 1e-5, not 1E-05.</summary>
    private static string Label(double value) =>
        value
            .ToString("G4", CultureInfo.InvariantCulture)
            .Replace("E-0", "e-", StringComparison.Ordinal)
            .Replace("E-", "e-", StringComparison.Ordinal)
            .Replace("E+0", "e", StringComparison.Ordinal)
            .Replace("E+", "e", StringComparison.Ordinal);

    private static double Roughness(PlanarImage image)
    {
        (int height, int width) = (image.Shape.Height, image.Shape.Width);
        double sum = 0;
        for (int y = 0; y + 1 < height; y++)
        for (int x = 0; x + 1 < width; x++)
        {
            double across = 0,
                down = 0;
            for (int plane = 0; plane < image.Count; plane++)
            {
                float v = image[plane][(y * width) + x];
                across += image[plane][(y * width) + x + 1] - v;
                down += image[plane][((y + 1) * width) + x] - v;
            }

            sum += Math.Sqrt((across * across) + (down * down)) / image.Count;
        }

        return 100 * sum / Math.Max(1, (height - 1) * (width - 1));
    }
}
