using Deconv.Objectives;

namespace Deconv.Restoration.Priors;

/// <summary>A prior defined by the caller.</summary>
internal sealed record CustomPrior(string Given, Func<Shape, IDifferentiable> Term) : Prior(Given, "the caller's own")
{
    internal override bool HasGradient => true;

    internal override double AutomaticLambda(double noise) => TotalVariation.AutomaticLambda(noise);

    internal override IDifferentiable Differentiable(Shape shape) => Term(shape);
}
