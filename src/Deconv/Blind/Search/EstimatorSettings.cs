using Deconv.Blind.Steps;
using Deconv.Restoration;

namespace Deconv.Blind.Search;

/// <summary>
/// The parameters of the estimate, one set for all images. Thresholds are in units of an image stretched to the range 0 to 1
/// (<see cref="WorkingImage"/>), so none of them depends on the contrast of the file.
/// </summary>
internal sealed record EstimatorSettings
{
    /// <summary>λ of the image step on the coarsest level.</summary>
    public double Lambda { get; init; } = 4e-3;

    /// <summary>Lower limit of λ.</summary>
    public double MinLambda { get; init; } = 1e-4;

    /// <summary>
    /// λ and the edge threshold are divided by this after every alternation, across all levels. A threshold that falls faster (1.2) or starts lower
    /// (twice the edges) makes no significant difference: 32.96 instead of 32.88 dB on the Levin set, 61 instead of 59 of 72 photographs, but 0.2 to
    /// 0.4 dB less on JPEG.
    /// </summary>
    public double Decay { get; init; } = 1.1;

    /// <summary>γ of the kernel step.</summary>
    public double Ridge { get; init; } = 2;

    /// <summary>Conjugate gradient steps of the kernel step; more concentrate the kernel.</summary>
    public int KernelSteps { get; init; } = 20;

    /// <summary>Alternations per level; more concentrate the kernel.</summary>
    public int Alternations { get; init; } = 5;

    /// <summary>
    /// Alternations of the refinement, without an edge threshold. Fewer than 8 are worse on photographs: with 5 the geometric mean of their error
    /// ratios was 2.04 instead of 1.95.
    /// </summary>
    public int Refinements { get; init; } = 8;

    /// <summary>Alternations of the refinement of the mean of all estimates, which is already close.</summary>
    public int MeanRefinements { get; init; } = 5;

    /// <summary>λ of the first and the last refinement.</summary>
    public (double First, double Last) RefinementLambda { get; init; } = (2e-3, 2e-4);

    /// <summary>
    /// Taps below this fraction of the peak, and connected parts below this fraction of the mass, are dropped on the coarse-to-fine levels.
    /// </summary>
    public (double Peak, double Mass) Prune { get; init; } = (0.05, 0.03);

    /// <summary>As <see cref="Prune"/>, for the refinement.</summary>
    public (double Peak, double Mass) RefinementPrune { get; init; } = (0.03, 0.03);

    /// <summary>Whether a run whose refinement was diffuse is repeated with half of λ.</summary>
    public bool RetriesDiffuse { get; init; } = true;

    /// <summary>A refinement that reduces Σk² below this fraction of its value made the kernel more diffuse: λ was too large.</summary>
    public double Diffuse { get; init; } = 0.95;

    /// <summary>
    /// Standard deviation, in pixels, of the Gaussian between the piecewise constant latent image and the photograph without blur. Without it the
    /// estimated kernels are the true ones blurred by 0.53 pixels, which costs 0.4 dB; at 0.5 the noise in the kernel costs what the sharpness gains.
    /// </summary>
    public double Aperture { get; init; } = 0.4;

    /// <summary>
    /// ρ of <see cref="RidgeKernelStep.WeighBy"/> for the weighted starts; 0 for no weights. One start in three is weighted: weighting all of them
    /// helps photographs with texture (62 of 72 below an error ratio of 3, instead of 59) but fails on text.
    /// </summary>
    public double TextureWeight { get; init; } = 0.1;

    /// <summary>Threads to use.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>The parameters for an image.</summary>
    /// <param name="image">Noise and blocks.</param>
    /// <param name="final">Threads, and the noise that compression hides.</param>
    public static EstimatorSettings For(WorkingImage image, DeconvolutionOptions final)
    {
        var settings = new EstimatorSettings { Threads = final.Control.ThreadCount };
        settings = settings with { Aperture = image.Aperture(settings.Aperture) };
        if (final.NoiseFloor > 0 && !image.HasBlocks)
            settings = settings.ForCompression();
        return WorkingImage.SmoothingFor(image.Noise) > 0 ? settings.ForNoise() : settings;
    }

    /// <summary>
    /// The parameters for an image that was smoothed because of its noise: a higher lower limit of λ keeps noise from being taken for edges.
    /// </summary>
    public EstimatorSettings ForNoise() => this with { MinLambda = 1e-3, RefinementLambda = (1e-3, 1e-3) };

    /// <summary>
    /// The parameters for an image whose compression hides noise but shows no blocks, so that it is not smoothed: where
    /// |K| is small there is more noise than texture, so the weights would be wrong.
    /// </summary>
    public EstimatorSettings ForCompression() => this with { TextureWeight = 0 };
}
