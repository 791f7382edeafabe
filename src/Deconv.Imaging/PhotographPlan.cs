using Deconv.Blind;
using Deconv.Imaging.Codecs;
using Deconv.Imaging.Policy;
using Deconv.Psfs;
using Deconv.Restoration;

namespace Deconv.Imaging;

/// <summary>
/// The restoration of one photograph, planned and checked: a dry run shows exactly what <see cref="Run"/> does. Created by
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
            throw new ArgumentException($"The weights are {weights.Shape}, the photograph {photograph.Shape}. Both must have the same size.");
        if (asked.Margin is not null && options is { Stretch: not null, Automatic: null })
            throw new ArgumentException("Stretch and Margin cannot be combined: automatic values are measured on the whole photograph.");
        if (!IsWhole && !Solved.Shape.Contains(psf.Shape))
        {
            throw new ArgumentException(
                $"The region and its margin ({Solved.Shape.Width}×{Solved.Shape.Height}) are smaller than the PSF "
                    + $"({psf.Shape.Width}×{psf.Shape.Height}). Raise the margin."
            );
        }

        // The weights are those of the whole photograph; those of a part are cropped when it is restored.
        _plan = Deconvolver.Plan(Solved.Shape, photograph.Color.Count, psf, IsWhole ? options : options with { Weights = null });
    }

    /// <summary>The blur.</summary>
    public Psf Psf { get; }

    /// <summary>The options, completed from the photograph.</summary>
    public DeconvolutionOptions Options { get; }

    /// <summary>The part to return.</summary>
    public Region Region { get; }

    /// <summary>The part that is solved for.</summary>
    public Region Solved { get; }

    /// <summary>Shape of the largest transforms.</summary>
    public Shape TransformShape => _plan.TransformShape;

    /// <summary>Number of tiles; 1 for a photograph that is restored as a whole.</summary>
    public int TileCount => _plan.TileCount;

    /// <summary>Upper bound of the memory in bytes: the photograph, the restoration, and the encoded samples for the file.</summary>
    public long PeakBytes => FileBytes(_photograph) + (IsWhole ? _plan.PeakBytes : Math.Max(MeasuringBytes, _plan.PeakBytes + PartBytes));

    private bool IsWhole => Solved.Shape == _photograph.Shape;

    /// <summary>For the automatic values of the whole photograph: a copy of its planes, and several planes of weights.</summary>
    private long MeasuringBytes => (_photograph.Color.Count + 4L) * _photograph.Shape.Count * sizeof(float);

    /// <summary>The part before and after the restoration, with weights and residual.</summary>
    private long PartBytes => 2L * (_photograph.Color.Count + 1) * Solved.Shape.Count * sizeof(float);

    /// <summary>The same restoration with other run settings.</summary>
    public PhotographPlan With(RunControl control) => new(_photograph, Psf, _asked, Options with { Control = control });

    /// <summary>Restores the photograph, which is not changed.</summary>
    /// <param name="progress">Receives every iteration, on the computing thread.</param>
    /// <param name="cancellationToken">Cancels the work within one iteration; see <see cref="RunControl.OnCancel"/>.</param>
    /// <exception cref="ArgumentException">Samples that are not finite.</exception>
    /// <exception cref="OperationCanceledException">Canceled, unless asked to return the best so far.</exception>
    public PhotographRestoration Run(IProgress<DeconvolutionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        using var light = new SolvedLight(_photograph, Options.Weights);
        DeconvolutionResult result = Solve(light, progress, cancellationToken);
        light.Finish(result.Image, Solved);
        return Assemble(_photograph, Psf, _asked, Options, Solved, result);
    }

    /// <summary>The photograph, its encoded samples, and the light that is restored where it is not the color itself.</summary>
    internal static long FileBytes(Photograph photograph)
    {
        int colors = photograph.Color.Count,
            planes = 2 * colors;
        if (photograph.Alpha is not null)
            planes += colors + 3;
        if (photograph.Missing is not null)
            planes += (2 * colors) + 1;
        return (long)planes * photograph.Shape.Count * sizeof(float);
    }

    /// <summary>The region of a restoration, blended with the input, with alpha and metadata of the photograph.</summary>
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
        PlanarImage? alpha = photograph.Alpha?.Crop(region.Top, region.Left, region.Shape),
            missing = photograph.Missing?.Crop(region.Top, region.Left, region.Shape);
        return new()
        {
            Photograph = photograph.With(color, alpha, PartMetadata.Of(photograph.Metadata, region, photograph.Shape), missing),
            Result = result,
            Residual = residual,
            Psf = psf,
            Options = options,
            Region = region,
            Solved = solved,
        };
    }

    /// <summary>A crop of the image, or the image itself, without a copy, if all of it is needed.</summary>
    private static PlanarImage Part(PlanarImage image, Region region, Region solved) =>
        region == solved ? image : image.Crop(region.Top - solved.Top, region.Left - solved.Left, region.Shape);

    private DeconvolutionResult Solve(SolvedLight light, IProgress<DeconvolutionProgress>? progress, CancellationToken cancel)
    {
        DeconvolutionOptions options = Options with { Weights = light.Weights };
        if (IsWhole && _asked.Estimated)
        {
            IterationsOnly? iterations = progress is null ? null : new(progress);
            return BlindDeconvolver.WithPsf(light.Color, Psf, new() { Final = options }, iterations, cancel).Restored!;
        }

        if (IsWhole)
            return Deconvolver.Run(light.Color, Psf, options, progress, cancel);

        // Noise, λ, white and other automatic values are those of the whole photograph; a restored sample depends less on others the farther away
        // they are.
        AutomaticValues automatic = Options.Automatic ?? Deconvolver.Measure(light.Color, Psf, options);
        using PlanarImage part = light.Color.Crop(Solved.Top, Solved.Left, Solved.Shape);
        using PlanarImage? weights = options.Weights?.Crop(Solved.Top, Solved.Left, Solved.Shape);
        PsfField? field = options.Field?.Part(Solved.Top, Solved.Left);
        options = options with { Weights = weights, Automatic = automatic, Field = field };
        return Deconvolver.Run(part, Psf, options, progress, cancel);
    }

    /// <summary>Passes the iterations of the final step of a blind restoration on.</summary>
    private sealed class IterationsOnly(IProgress<DeconvolutionProgress> progress) : IProgress<BlindProgress>
    {
        public void Report(BlindProgress value)
        {
            if (value.Restore is { } iteration)
                progress.Report(iteration);
        }
    }
}
