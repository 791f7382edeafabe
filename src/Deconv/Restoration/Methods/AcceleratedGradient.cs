using Deconv.Numerics;
using Deconv.Objectives;
using Deconv.Objectives.Constraints;
using Deconv.Operators;
using Deconv.Solvers;
using Deconv.Solvers.StepRules;
using Deconv.Solvers.StoppingRules;

namespace Deconv.Restoration.Methods;

/// <summary>Accelerated projected gradient descent with a differentiable prior, for any boundary: the textbook method.</summary>
internal sealed record AcceleratedGradient() : RestorationMethod("nesterov", "accelerated projected gradient with a smooth prior, any boundary")
{
    internal override Prior DefaultPrior => Prior.HyperLaplacian;

    internal override bool Serves(Prior prior, Boundary boundary) => prior.IsNone || prior.HasGradient;

    // The latent image, five planes of the solver, and for the misfit a residual, its weights and its back-projection.
    internal override long WorkingFloats(MemoryNeed sizes) => (8 * sizes.Latent) + (sizes.Masked ? sizes.Samples : 0) + sizes.Extended + sizes.Engine;

    internal override SolveReport Restore(PlaneProblem problem, PlaneControl control, Span<float> restored)
    {
        Blur blur = problem.Blur(control.Threads);
        using AlignedBuffer latent = AlignedPool.Rent(blur.Domain.Count);
        blur.ExtendFromFrame(problem.Observed.Span, latent.Span);
        IDifferentiable misfit = problem.Misfit(blur);
        IDifferentiable objective = problem.Prior.Differentiable(blur.Domain) is { } prior
            ? new Objective((1, misfit), ((float)problem.Lambda, prior))
            : misfit;
        Box constraint = problem.NonNegative ? Box.NonNegative(blur.Domain) : Box.None(blur.Domain);
        using var solver = new ProximalGradient(objective, constraint, new Backtracking(), latent.Span, accelerate: true);
        SolveReport report = control.Run(solver, StoppingRule.RelativeChangeBelow(control.Tolerance), latent.Span);
        blur.CropToFrame(latent.Span, restored);
        return report;
    }
}
