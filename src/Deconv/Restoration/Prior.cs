using Deconv.Objectives;
using Deconv.Objectives.Priors;
using Deconv.Restoration.Priors;

namespace Deconv.Restoration;

/// <summary>
/// The image prior: a functional that is added to the misfit with weight λ, its automatic λ, and the maps that the methods need. A name stands for
/// the same functional in every method; a method that cannot minimize it rejects it.
/// </summary>
/// <param name="Name">Short stable name.</param>
/// <param name="Summary">Short description.</param>
public abstract record Prior(string Name, string Summary)
{
    /// <summary>Difference, in units of white, below which gradient methods smooth a kink of the functional.</summary>
    internal const float Rounding = 2e-3f;

    /// <summary>Range of the exponent of <see cref="Power"/>.</summary>
    public const double MinExponent = 0.4,
        MaxExponent = 1;

    /// <summary>Σ w|difference|^0.8 over first and second differences: the statistics of photographs. The default.</summary>
    public static Prior HyperLaplacian { get; } = new HyperLaplacianPrior(HyperLaplacianPrior.DefaultExponent);

    /// <summary>Isotropic total variation Σ|∇x|; convex.</summary>
    public static Prior TotalVariation { get; } = new TotalVariationPrior();

    /// <summary>½Σ|∇x|²: smooth everywhere, also across edges.</summary>
    public static Prior Tikhonov { get; } = new TikhonovPrior();

    /// <summary>No prior: only the stopping rule limits the noise.</summary>
    public static Prior None { get; } = new NoPrior();

    /// <summary>The hyper-Laplacian with another exponent.</summary>
    /// <param name="exponent">0.4 to 1; default of <see cref="HyperLaplacian"/> 0.8.</param>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public static Prior Power(double exponent) => new HyperLaplacianPrior(exponent);

    /// <summary>
    /// A prior of your own, for <see cref="RestorationMethod.Nesterov"/>. The automatic λ is that of total variation: a starting point, to be
    /// multiplied by <see cref="DeconvolutionOptions.LambdaFactor"/>.
    /// </summary>
    /// <param name="name">Name to display.</param>
    /// <param name="term">Creates the term for a latent image of a given shape, which is larger than the image if the boundary is unknown.</param>
    public static Prior Custom(string name, Func<Shape, IDifferentiable> term)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(term);
        return new CustomPrior(name, term);
    }

    /// <summary>λ for images that reach 1, before the blur is taken into account. Fitted on photographs.</summary>
    /// <param name="noise">Noise that the data term assumes, in units of white, above 0.</param>
    internal abstract double AutomaticLambda(double noise);

    /// <summary>Whether this is the absence of a prior.</summary>
    internal virtual bool IsNone => false;

    /// <summary>Whether <see cref="Shrinkage"/> returns a functional.</summary>
    internal virtual bool HasShrinkage => false;

    /// <summary>The half-quadratic form of the functional for the preconditioned gradient; null if it has no threshold.</summary>
    internal virtual DifferencePrior? Shrinkage(Shape frame, int threads) => null;

    /// <summary>Whether <see cref="Differentiable"/> returns a functional.</summary>
    internal virtual bool HasGradient => false;

    /// <summary>The functional with its kinks smoothed; null if it has no gradient.</summary>
    internal virtual IDifferentiable? Differentiable(Shape shape) => null;

    /// <summary>Whether <see cref="Proximable"/> returns a functional.</summary>
    internal virtual bool HasProximalMap => false;

    /// <summary>λ times the functional, with its proximal map; null if there is none.</summary>
    internal virtual IProximable? Proximable(Shape shape, double lambda, bool nonNegative) => null;
}
