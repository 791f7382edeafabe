using Deconv.Numerics;
using Deconv.Operators;
using Deconv.Solvers;
using Deconv.Solvers.StoppingRules;

namespace Deconv.Restoration.Methods;

/// <summary>Richardson-Lucy with an unknown boundary, stopped when the residual has fallen to the noise level.</summary>
internal sealed record RichardsonLucyMethod() : RestorationMethod("rl", "Richardson-Lucy, for photon noise, stars and microscopy")
{
    internal override bool NeedsPositive => true;

    // The latent image, four planes of the solver, one between the stages of the blur.
    internal override long WorkingFloats(MemoryNeed sizes) => (5 * sizes.Latent) + sizes.Extended + sizes.Engine;

    internal override SolveReport Restore(PlaneProblem problem, PlaneControl control, Span<float> restored)
    {
        Blur blur = problem.Blur(control.Threads);
        using AlignedBuffer latent = AlignedPool.Rent(blur.Domain.Count);
        blur.ExtendFromFrame(problem.Observed.Span, latent.Span);
        using var solver = new RichardsonLucy(blur, problem.Observed, latent.Span, problem.Weights);
        SolveReport report = control.Run(
            solver,
            StoppingRule.ResidualBelow(problem.Noise) | StoppingRule.RelativeChangeBelow(control.Tolerance),
            latent.Span
        );
        blur.CropToFrame(latent.Span, restored);
        return report;
    }
}
