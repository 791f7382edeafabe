using Deconv.Numerics;
using Deconv.Objectives.Constraints;
using Deconv.Operators;
using Deconv.Solvers;
using Deconv.Solvers.StepRules;
using Deconv.Solvers.StoppingRules;

namespace Deconv.Restoration.Methods;

/// <summary>
/// Projected gradient descent on the misfit alone, stopped when the misfit has fallen to the noise level (Landweber 1951, Morozov 1966).
/// </summary>
internal sealed record Landweber() : RestorationMethod("landweber", "plain projected gradient descent, stopped at the noise")
{
    // The latent image, five planes of the solver, and for the misfit a residual, its weights and its back-projection.
    internal override long WorkingFloats(MemoryNeed sizes) => (8 * sizes.Latent) + (sizes.Masked ? sizes.Samples : 0) + sizes.Extended + sizes.Engine;

    internal override SolveReport Restore(PlaneProblem problem, PlaneControl control, Span<float> restored)
    {
        Blur blur = problem.Blur(control.Threads);
        using AlignedBuffer latent = AlignedPool.Rent(blur.Domain.Count);
        blur.ExtendFromFrame(problem.Observed.Span, latent.Span);
        Box constraint = problem.NonNegative ? Box.NonNegative(blur.Domain) : Box.None(blur.Domain);
        using var solver = new ProximalGradient(problem.Misfit(blur), constraint, FixedStep.Lipschitz(blur), latent.Span);
        double count = problem.Weights.IsEmpty ? problem.Shape.Count : Reduce.Sum(problem.Weights.Span);
        SolveReport report = control.Run(
            solver,
            StoppingRule.ObjectiveBelow(0.5 * count * problem.Noise * problem.Noise) | StoppingRule.RelativeChangeBelow(control.Tolerance),
            latent.Span
        );
        blur.CropToFrame(latent.Span, restored);
        return report;
    }
}
