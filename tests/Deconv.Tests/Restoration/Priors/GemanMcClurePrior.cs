using Deconv.Objectives;
using Deconv.Objectives.Priors;
using Deconv.Restoration;

namespace Deconv.Tests.Restoration.Priors;

// docs/adding-a-prior.md shows this between "region" and "endregion"; a test compares them letter by letter.

#region record
/// <summary>Σ φ(|∇x|²), φ(s) = s / (s + ε²) (Geman and McClure 1985), ε = 0.05 of white.</summary>
internal sealed record GemanMcClurePrior() : Prior("geman", "few edges, of any height")
{
    internal override bool HasGradient => true;

    internal override double AutomaticLambda(double noise) => 0.03 * Math.Pow(noise, 1.4);

    internal override IDifferentiable Differentiable(Shape shape) => new GradientPrior<GemanMcClure>(shape, new(0.05f));
}
#endregion
