using Deconv.Blind;
using Deconv.Imaging.Policy;
using Deconv.Psfs;
using Deconv.Restoration;

namespace Deconv.Imaging;

/// <summary>The blind restoration of one photograph, planned and checked. Created by <see cref="PhotographRestorer.PlanBlind"/>.</summary>
public sealed class BlindPhotographPlan
{
    private readonly Photograph _photograph;
    private readonly PhotographOptions _asked;
    private readonly DeconvolutionPlan _largest;

    internal BlindPhotographPlan(Photograph photograph, PhotographOptions asked, BlindOptions options)
    {
        asked.Validate(photograph.Shape);
        if (asked.Margin is not null)
            throw new ArgumentException("Margin requires a known PSF; an unknown one is estimated and removed on the whole photograph.");
        (_photograph, _asked, Options) = (photograph, asked, options);
        MaxPsf = Bound(photograph.Shape, options.KernelSize);
        _largest = Deconvolver.Plan(
            photograph.Shape,
            photograph.Color.Count,
            MaxPsf,
            options.Final with
            {
                AdaptLambda = options.Final.AdaptLambda ?? true,
            }
        );
    }

    /// <summary>The options, completed from the photograph.</summary>
    public BlindOptions Options { get; }

    /// <summary>The largest PSF that the estimate can return; it bounds the memory of the restoration.</summary>
    public Psf MaxPsf { get; }

    /// <summary>Upper bound of the shape of the largest transforms.</summary>
    public Shape TransformShape => _largest.TransformShape;

    /// <summary>Upper bound of the memory in bytes.</summary>
    public long PeakBytes => _largest.PeakBytes + PhotographPlan.FileBytes(_photograph);

    /// <summary>The same restoration with other run settings.</summary>
    public BlindPhotographPlan With(RunControl control) =>
        new(_photograph, _asked, Options with { Final = Options.Final with { Control = control } });

    /// <summary>Finds the blur of the photograph, judges it and removes it. The photograph is not changed.</summary>
    /// <param name="progress">Receives every level, part and iteration.</param>
    /// <param name="cancellationToken">Cancels the work; see <see cref="RunControl.OnCancel"/>.</param>
    /// <exception cref="ArgumentException">Options out of range, a photograph too small for the bound, samples that are not finite.</exception>
    /// <exception cref="OperationCanceledException">Canceled, unless asked to return the best so far.</exception>
    public BlindPhotograph Run(IProgress<BlindProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        using var light = new SolvedLight(_photograph, Options.Final.Weights);
        BlindOptions options = Options with { Final = Options.Final with { Weights = light.Weights } };
        BlindResult found = BlindDeconvolver.Run(light.Color, options, progress, cancellationToken);
        Region whole = Region.Whole(_photograph.Shape);
        if (found.Restored is not null)
            light.Finish(found.Restored.Image, whole);
        PhotographRestoration? restored = found.Restored is { } result
            ? PhotographPlan.Assemble(_photograph, found.Psf, _asked, Options.Final, whole, result)
            : null;
        return new() { Estimate = found, Restored = restored };
    }

    private static Psf Bound(Shape photograph, int? size)
    {
        int shorter = Math.Min(photograph.Height, photograph.Width);
        return Psf.Box(Math.Clamp(size ?? Math.Min(BlindOptions.MaxKernelSize, shorter / 4), 1, shorter));
    }
}
