using Deconv.Objectives;
using Deconv.Objectives.Priors;
using Deconv.Objectives.Priors.Potentials;

namespace Deconv.Restoration.Priors;

/// <summary>½Σ|∇x|².</summary>
internal sealed record TikhonovPrior() : Prior("l2", "squared gradient, which also smooths edges")
{
    internal override bool HasGradient => true;

    internal override double AutomaticLambda(double noise) => 1.5 * Math.Pow(noise, 1.4);

    internal override IDifferentiable Differentiable(Shape shape) => new GradientPrior<Quadratic>(shape, default);
}
