using Deconv.Numerics;
using Deconv.Operators;
using Deconv.Solvers;
using Deconv.Solvers.StepRules;
using Deconv.Solvers.StoppingRules;

namespace Deconv.Restoration.Methods;

/// <summary>FISTA with the proximal map of the prior, total variation (Beck and Teboulle 2009).</summary>
internal sealed record FistaTotalVariation() : RestorationMethod("fista", "FISTA with total variation, for flat areas with sharp edges")
{
    internal override Prior DefaultPrior => Prior.TotalVariation;

    internal override bool Serves(Prior prior, Boundary boundary) => prior.HasProximalMap;

    // The latent image, five planes of the solver, five of the proximal map.
    internal override long WorkingFloats(MemoryNeed sizes) => (11 * sizes.Latent) + sizes.Extended + sizes.Engine;

    internal override SolveReport Restore(PlaneProblem problem, PlaneControl control, Span<float> restored)
    {
        Blur blur = problem.Blur(control.Threads);
        using AlignedBuffer latent = AlignedPool.Rent(blur.Domain.Count);
        blur.ExtendFromFrame(problem.Observed.Span, latent.Span);
        using var solver = new ProximalGradient(
            problem.Misfit(blur),
            problem.Prior.Proximable(blur.Domain, problem.Lambda, problem.NonNegative)!,
            FixedStep.Lipschitz(blur),
            latent.Span,
            accelerate: true
        );
        SolveReport report = control.Run(solver, StoppingRule.RelativeChangeBelow(control.Tolerance), latent.Span);
        blur.CropToFrame(latent.Span, restored);
        return report;
    }
}
