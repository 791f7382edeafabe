using Deconv.Numerics;
using Deconv.Objectives.DataTerms;
using Deconv.Objectives.Priors;
using Deconv.Operators;
using Deconv.Solvers;
using Deconv.Solvers.StepRules;
using Deconv.Solvers.StoppingRules;

namespace Deconv.Restoration.Methods;

/// <summary>FISTA with the proximal map of total variation (Beck and Teboulle 2009).</summary>
internal sealed record FistaTotalVariation() : RestorationMethod("fista", "FISTA with total variation: flat areas, sharp edges")
{
    internal override double LambdaScale => 3;

    internal override Prior Uses(Prior asked) => Prior.TotalVariation;

    // The latent image, five of the solver, five of the proximal map.
    internal override long WorkingFloats(MemoryNeed sizes) => (11 * sizes.Latent) + sizes.Extended + sizes.Engine;

    internal override SolveReport Restore(PlaneProblem problem, Span<float> restored)
    {
        Blur blur = problem.Blur();
        using AlignedBuffer latent = AlignedPool.Rent(blur.Domain.Count);
        blur.ExtendFromFrame(problem.Observed.Span, latent.Span);
        var prior = new TotalVariation(blur.Domain, (float)problem.Lambda, iterations: 10, minimum: problem.NonNegative ? 0 : float.NegativeInfinity);
        using var solver = new ProximalGradient(
            new LeastSquares(blur, problem.Observed, problem.Weights),
            prior,
            FixedStep.Lipschitz(blur),
            latent.Span,
            accelerate: true
        );
        SolveReport report = problem.Run(solver, StoppingRule.RelativeChangeBelow(problem.Tolerance), latent.Span);
        blur.CropToFrame(latent.Span, restored);
        return report;
    }
}
