using Deconv.Imaging.Policy;
using Deconv.Psfs;
using Deconv.Restoration;

namespace Deconv.Imaging;

/// <summary>
/// The restoration of one photograph, decided on and checked: what a dry run shows is what <see cref="Run"/> runs. Made by
/// <see cref="PhotographRestorer"/>.
/// </summary>
public sealed class PhotographPlan
{
    private readonly Photograph _photograph;
    private readonly PhotographOptions _asked;
    private readonly DeconvolutionPlan _plan;

    internal PhotographPlan(Photograph photograph, Psf psf, PhotographOptions asked, DeconvolutionOptions options)
    {
        asked.Validate(photograph.Shape);
        (_photograph, _asked, Psf, Options) = (photograph, asked, psf, options);
        Region = asked.Region ?? Region.Whole(photograph.Shape);
        Solved = asked.Margin is { } margin ? Region.Grown(margin, photograph.Shape) : Region.Whole(photograph.Shape);
        if (options.Weights is { } weights && weights.Shape != photograph.Shape)
            throw new ArgumentException($"The weights are {weights.Shape}, the photograph {photograph.Shape}. Both must be of the same size.");
        if (asked.Margin is not null && options is { Stretch: not null, Automatic: null })
            throw new ArgumentException("A range to stretch does not go with a margin: what is automatic is measured on all of the photograph.");
        if (!IsWhole && !Solved.Shape.Contains(psf.Shape))
        {
            throw new ArgumentException(
                $"The region and its margin ({Solved.Shape.Width}×{Solved.Shape.Height}) are smaller than the PSF "
                    + $"({psf.Shape.Width}×{psf.Shape.Height}). Raise the margin."
            );
        }

        // The weights belong to the whole; those of a part are cut out when it is restored.
        _plan = Deconvolver.Plan(Solved.Shape, photograph.Color.Count, psf, IsWhole ? options : options with { Weights = null });
    }

    /// <summary>The blur.</summary>
    public Psf Psf { get; }

    /// <summary>The options, with what the photograph told.</summary>
    public DeconvolutionOptions Options { get; }

    /// <summary>The part that is wanted.</summary>
    public Region Region { get; }

    /// <summary>The part that is solved for.</summary>
    public Region Solved { get; }

    /// <summary>Shape of the largest transforms.</summary>
    public Shape TransformShape => _plan.TransformShape;

    /// <summary>Bytes held at most: the photograph, the restoration, and the samples as they go into a file; an upper bound.</summary>
    public long PeakBytes => FileBytes(_photograph) + (IsWhole ? _plan.PeakBytes : Math.Max(MeasuringBytes, _plan.PeakBytes + PartBytes));

    private bool IsWhole => Solved.Shape == _photograph.Shape;

    /// <summary>For the automatic values of the whole: a copy of its planes, and trust in every sample in several forms.</summary>
    private long MeasuringBytes => (_photograph.Color.Count + 4L) * _photograph.Shape.Count * sizeof(float);

    /// <summary>The part before and after, with weights and residual.</summary>
    private long PartBytes => 2L * (_photograph.Color.Count + 1) * Solved.Shape.Count * sizeof(float);

    /// <summary>The same restoration, carried out in another way.</summary>
    public PhotographPlan With(RunControl control) => new(_photograph, Psf, _asked, Options with { Control = control });

    /// <summary>Restores the photograph, which is not changed.</summary>
    /// <param name="progress">Receives every iteration, on the thread that computes.</param>
    /// <param name="cancellationToken">Ends the work within one iteration; see <see cref="RunControl.OnCancel"/>.</param>
    /// <exception cref="ArgumentException">Samples that are not finite.</exception>
    /// <exception cref="OperationCanceledException">Canceled, unless asked to return the best so far.</exception>
    public PhotographRestoration Run(IProgress<DeconvolutionProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Assemble(_photograph, Psf, _asked, Options, Solved, Solve(progress, cancellationToken));

    /// <summary>The photograph and its samples on the way to the file.</summary>
    internal static long FileBytes(Photograph photograph) =>
        2L * (photograph.Color.Count + (photograph.Alpha is null ? 0 : 1)) * photograph.Shape.Count * sizeof(float);

    /// <summary>The region of a restoration, blended, with what else the photograph holds.</summary>
    internal static PhotographRestoration Assemble(
        Photograph photograph,
        Psf psf,
        PhotographOptions asked,
        DeconvolutionOptions options,
        Region solved,
        DeconvolutionResult result
    )
    {
        Region region = asked.Region ?? Region.Whole(photograph.Shape);
        PlanarImage color = Part(result.Image, region, solved),
            residual = Part(result.Residual, region, solved);
        Blending.Apply(color, photograph.Color, region, (float)asked.Amount, asked.Mask);
        PlanarImage? alpha = photograph.Alpha?.Crop(region.Top, region.Left, region.Shape);
        return new()
        {
            Photograph = photograph.With(color, alpha),
            Result = result,
            Residual = residual,
            Psf = psf,
            Options = options,
            Region = region,
            Solved = solved,
        };
    }

    /// <summary>The image itself where all of it is wanted: no copy.</summary>
    private static PlanarImage Part(PlanarImage image, Region region, Region solved) =>
        region == solved ? image : image.Crop(region.Top - solved.Top, region.Left - solved.Left, region.Shape);

    private DeconvolutionResult Solve(IProgress<DeconvolutionProgress>? progress, CancellationToken cancel)
    {
        PlanarImage color = _photograph.Color;
        if (IsWhole)
            return _plan.Run(color, progress, cancel);

        // Noise, λ, white and the like are those of the whole; what a sample becomes depends on the others, and the less the farther they are.
        AutomaticValues automatic = Options.Automatic ?? Deconvolver.Measure(color, Psf, Options);
        using PlanarImage part = color.Crop(Solved.Top, Solved.Left, Solved.Shape);
        using PlanarImage? weights = Options.Weights?.Crop(Solved.Top, Solved.Left, Solved.Shape);
        return Deconvolver.Run(part, Psf, Options with { Weights = weights, Automatic = automatic }, progress, cancel);
    }
}
