using Deconv.Objectives;
using Deconv.Objectives.Priors;
using Deconv.Objectives.Priors.Potentials;

namespace Deconv.Restoration.Priors;

/// <summary>Σ|∇x| (Rudin, Osher and Fatemi 1992).</summary>
internal sealed record TotalVariationPrior() : Prior("tv", "total variation, for flat areas with sharp edges")
{
    /// <summary>Dual steps of one proximal map: few are enough, because it is called often and starts from the last result.</summary>
    private const int DualSteps = 10;

    internal override bool HasGradient => true;

    internal override bool HasProximalMap => true;

    internal override double AutomaticLambda(double noise) => 0.42 * Math.Pow(noise, 1.35);

    internal override IDifferentiable Differentiable(Shape shape) => new GradientPrior<Charbonnier>(shape, new(Rounding));

    internal override IProximable Proximable(Shape shape, double lambda, bool nonNegative) =>
        new TotalVariation(shape, (float)lambda, DualSteps, minimum: nonNegative ? 0 : float.NegativeInfinity);
}
