using Deconv.Objectives;
using Deconv.Objectives.Priors;
using Deconv.Restoration.Priors;

namespace Deconv.Restoration;

/// <summary>
/// What restored images are expected to look like: a functional that is added to the misfit with weight λ, the automatic λ, and the maps that the
/// methods need of it. One name stands for one functional in every method; a method that cannot minimize it refuses it.
/// </summary>
/// <param name="Name">Short stable name.</param>
/// <param name="Summary">In a few words.</param>
public abstract record Prior(string Name, string Summary)
{
    /// <summary>Where a functional has a corner, gradient methods round it off below this difference, in units of white.</summary>
    internal const float Rounding = 2e-3f;

    /// <summary>Exponents that <see cref="Power"/> takes.</summary>
    public const double SmallestExponent = 0.4,
        LargestExponent = 1;

    /// <summary>Σ w|difference|^0.8 over first and second differences: the statistics of photographs. The default.</summary>
    public static Prior HyperLaplacian { get; } = new HyperLaplacianPrior(HyperLaplacianPrior.DefaultExponent);

    /// <summary>Isotropic total variation Σ|∇x|; convex.</summary>
    public static Prior TotalVariation { get; } = new TotalVariationPrior();

    /// <summary>½Σ|∇x|²: smooth everywhere, edges too.</summary>
    public static Prior Tikhonov { get; } = new TikhonovPrior();

    /// <summary>No prior: the stopping rule alone keeps the noise down.</summary>
    public static Prior None { get; } = new NoPrior();

    /// <summary>The hyper-Laplacian with another exponent.</summary>
    /// <param name="exponent">0.4 to 1; default of <see cref="HyperLaplacian"/> 0.8.</param>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public static Prior Power(double exponent) => new HyperLaplacianPrior(exponent);

    /// <summary>
    /// A prior of your own, for <see cref="RestorationMethod.Nesterov"/>. The automatic λ is that of total variation: a starting point, to be
    /// multiplied by <see cref="DeconvolutionOptions.LambdaFactor"/>.
    /// </summary>
    /// <param name="name">To show.</param>
    /// <param name="term">Makes the term for latent images of a shape, which is larger than the image where the boundary is unknown.</param>
    public static Prior Custom(string name, Func<Shape, IDifferentiable> term)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(term);
        return new CustomPrior(name, term);
    }

    /// <summary>λ for images that reach 1, before the blur is taken into account. Fitted on photographs.</summary>
    /// <param name="noise">Standard deviation that the data term expects, in units of white, above 0.</param>
    internal abstract double AutomaticLambda(double noise);

    /// <summary>Whether there is nothing to add to the misfit.</summary>
    internal virtual bool IsNone => false;

    /// <summary>Whether <see cref="Shrinkage"/> has an answer.</summary>
    internal virtual bool HasShrinkage => false;

    /// <summary>The functional split off half-quadratically, for the preconditioned gradient; null where it has no threshold.</summary>
    internal virtual DifferencePrior? Shrinkage(Shape frame, int threads) => null;

    /// <summary>Whether <see cref="Differentiable"/> has an answer.</summary>
    internal virtual bool HasGradient => false;

    /// <summary>The functional with its corners rounded off; null where it has no gradient.</summary>
    internal virtual IDifferentiable? Differentiable(Shape shape) => null;

    /// <summary>Whether <see cref="Proximable"/> has an answer.</summary>
    internal virtual bool HasProximalMap => false;

    /// <summary>λ times the functional, with its proximal map; null where there is none.</summary>
    internal virtual IProximable? Proximable(Shape shape, double lambda, bool nonNegative) => null;
}
