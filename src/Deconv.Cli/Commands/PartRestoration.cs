using Deconv.Psfs;
using Deconv.Restoration;

namespace Deconv.Cli.Commands;

/// <summary>
/// Restores a part of a picture with what is around it. Noise, λ, white and the like are those of the whole picture; what a sample becomes still
/// depends on all others, and the less the farther they are, so the part comes close to that of the whole and is not equal to it.
/// </summary>
internal static class PartRestoration
{
    /// <summary>The part of a picture that is solved for.</summary>
    public static Region Around(Region box, int margin, Shape picture)
    {
        int left = Math.Max(0, box.Left - margin),
            top = Math.Max(0, box.Top - margin);
        int right = Math.Min(picture.Width, box.Left + box.Shape.Width + margin),
            bottom = Math.Min(picture.Height, box.Top + box.Shape.Height + margin);
        return new(left, top, new(bottom - top, right - left));
    }

    /// <summary>Restores <paramref name="solved"/>, which is the whole picture or a part of it.</summary>
    public static DeconvolutionResult Run(
        PlanarImage blurred,
        Region solved,
        Psf psf,
        DeconvolutionOptions options,
        IProgress<DeconvolutionProgress>? progress,
        CancellationToken cancel
    )
    {
        if (solved.Shape == blurred.Shape)
            return Deconvolver.Run(blurred, psf, options, progress, cancel);
        if (!solved.Shape.Contains(psf.Shape))
            throw new UsageException(
                $"The crop and its margin ({solved.Shape.Width}×{solved.Shape.Height}) are smaller than the PSF ({psf.Shape.Width}×{psf.Shape.Height}). Raise --crop-margin."
            );
        options = options with { Automatic = options.Automatic ?? Deconvolver.Measure(blurred, psf, options) };
        using PlanarImage part = blurred.Crop(solved.Top, solved.Left, solved.Shape);
        using PlanarImage? weights = options.Weights?.Crop(solved.Top, solved.Left, solved.Shape);
        return Deconvolver.Run(part, psf, options with { Weights = weights }, progress, cancel);
    }
}
