using Deconv.Blind;
using Deconv.Imaging.Policy;
using Deconv.Imaging.Rows;
using Deconv.Psfs;
using Deconv.Restoration;

namespace Deconv.Imaging;

/// <summary>
/// Restores photographs as the command line does: clipped samples, the noise hidden by compression and linear light are derived from the file. The
/// command line and the ImageSharp adapter use this class, so all three give the same samples.
/// </summary>
public static class PhotographRestorer
{
    /// <summary>Removes a blur whose PSF is known.</summary>
    /// <param name="photograph">The photograph; not changed.</param>
    /// <param name="psf">The blur, no larger than the photograph.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="progress">Receives every iteration, on the computing thread.</param>
    /// <param name="cancellationToken">Cancels the work within one iteration; see <see cref="RunControl.OnCancel"/>.</param>
    /// <exception cref="InvalidPsfException">A PSF larger than the photograph.</exception>
    /// <exception cref="ArgumentException">Options out of range, or samples that are not finite.</exception>
    /// <exception cref="OperationCanceledException">Canceled, unless asked to return the best so far.</exception>
    public static PhotographRestoration Deblur(
        Photograph photograph,
        Psf psf,
        PhotographOptions? options = null,
        IProgress<DeconvolutionProgress>? progress = null,
        CancellationToken cancellationToken = default
    ) => Plan(photograph, psf, options).Run(progress, cancellationToken);

    /// <summary>Removes the small Gaussian blur of lens, sensor or resizing.</summary>
    /// <param name="photograph">The photograph; not changed.</param>
    /// <param name="sigma">Standard deviation in pixels, above 0. Null: estimated from the photograph, 0.3 to 2.</param>
    /// <param name="options">Null, or a null <see cref="PhotographOptions.Restoration"/>: as in <see cref="PhotographOptions.Sharpening"/>.</param>
    /// <param name="progress">Receives every iteration, on the computing thread.</param>
    /// <param name="cancellationToken">Cancels the work within one iteration; see <see cref="RunControl.OnCancel"/>.</param>
    /// <inheritdoc cref="Deblur"/>
    public static PhotographRestoration Sharpen(
        Photograph photograph,
        double? sigma = null,
        PhotographOptions? options = null,
        IProgress<DeconvolutionProgress>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        options ??= PhotographOptions.Sharpening;
        if (options.Restoration is null)
            options = options with { Restoration = PhotographOptions.Sharpening.Restoration };
        double width = sigma ?? FindSharpening(photograph, options.Restoration?.Control, cancellationToken);
        return Plan(photograph, Psf.Gaussian(width), options).Run(progress, cancellationToken);
    }

    /// <summary>The standard deviation in pixels that <see cref="Sharpen"/> estimates: 0.3 to 2.</summary>
    /// <param name="photograph">The photograph; not changed.</param>
    /// <param name="control">Threads; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    public static double FindSharpening(Photograph photograph, RunControl? control = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(photograph);
        return Sharpening.Find(photograph, control ?? new(), cancellationToken);
    }

    /// <summary>Estimates the blur of a photograph from the photograph alone, judges it, and removes it if it can be trusted.</summary>
    /// <param name="photograph">The photograph; not changed.</param>
    /// <param name="search">How the blur is estimated; null for the defaults.</param>
    /// <param name="options">
    /// How it is removed. Null, or a null <see cref="PhotographOptions.Restoration"/>: as in <see cref="BlindOptions.Final"/>.
    /// </param>
    /// <param name="progress">Receives every level, part and iteration.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <inheritdoc cref="BlindPhotographPlan.Run"/>
    public static BlindPhotograph Blind(
        Photograph photograph,
        BlindOptions? search = null,
        PhotographOptions? options = null,
        IProgress<BlindProgress>? progress = null,
        CancellationToken cancellationToken = default
    ) => PlanBlind(photograph, search, options).Run(progress, cancellationToken);

    /// <summary>Reports noise, clipping, and which simple blur explains a photograph, without changing it.</summary>
    /// <param name="photograph">The photograph; not changed.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <exception cref="ArgumentException">A photograph too small to detect a blur.</exception>
    public static ImageInspection Inspect(Photograph photograph, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(photograph);
        return BlurInspector.Inspect(photograph.Color, Saturation.Automatic.LevelFor(photograph), cancellationToken);
    }

    /// <summary>Plans a restoration with a known PSF.</summary>
    /// <inheritdoc cref="Deblur"/>
    public static PhotographPlan Plan(Photograph photograph, Psf psf, PhotographOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(photograph);
        ArgumentNullException.ThrowIfNull(psf);
        options ??= new();
        DeconvolutionOptions restoration = options.Restoration ?? (options.Estimated ? BlindOptions.DefaultFinal : new());
        if (options.Estimated)
            restoration = restoration with { AdaptLambda = restoration.AdaptLambda ?? true };
        return new(photograph, psf, options, LightPolicy.Apply(photograph, restoration, options.Saturation));
    }

    /// <summary>
    /// Plans a restoration with a known PSF from file to file, for photographs that do not fit into memory. Mask, region, margin, amount and the
    /// weights of samples are not served.
    /// </summary>
    /// <param name="photograph">The photograph.</param>
    /// <param name="psf">The blur, no larger than the photograph.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="InvalidPsfException">A PSF larger than the photograph.</exception>
    /// <exception cref="ArgumentException">Options out of range, or not served.</exception>
    public static PhotographRowsPlan PlanRows(PhotographRows photograph, Psf psf, PhotographOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(photograph);
        ArgumentNullException.ThrowIfNull(psf);
        options ??= new();
        if (options is not { Amount: 1, Mask: null, Region: null, Margin: null, Estimated: false, Restoration: null or { Weights: null } })
            throw new ArgumentException("Mask, region, margin, amount, weights and estimated PSFs need the whole photograph. Use Plan.");
        return new(photograph, psf, LightPolicy.Apply(photograph.Model, options.Restoration ?? new(), options.Saturation));
    }

    /// <summary>Plans a blind restoration.</summary>
    /// <inheritdoc cref="Blind"/>
    public static BlindPhotographPlan PlanBlind(Photograph photograph, BlindOptions? search = null, PhotographOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(photograph);
        options ??= new();
        search ??= new();
        DeconvolutionOptions final = LightPolicy.Apply(photograph, options.Restoration ?? search.Final, options.Saturation);
        return new(photograph, options, search with { Final = final });
    }
}
