using Deconv.Numerics;
using Deconv.Objectives;
using Deconv.Objectives.Constraints;
using Deconv.Objectives.DataTerms;
using Deconv.Objectives.Priors;
using Deconv.Objectives.Priors.Potentials;
using Deconv.Operators;
using Deconv.Solvers;
using Deconv.Solvers.StepRules;
using Deconv.Solvers.StoppingRules;

namespace Deconv.Restoration.Methods;

/// <summary>Projected, accelerated gradient descent with a differentiable prior, for any boundary: the textbook method.</summary>
internal sealed record AcceleratedGradient() : RestorationMethod("nesterov", "accelerated projected gradient with a smooth prior, any boundary")
{
    /// <summary>Gradients below this, in units of white, count as noise.</summary>
    private const float Epsilon = 2e-3f;

    internal override double LambdaScale => 3;

    internal override Prior Uses(Prior asked) => asked;

    // The latent image, five of the solver, and of the misfit a residual, its weights and what it projects back to.
    internal override long WorkingFloats(MemoryNeed sizes) => (8 * sizes.Latent) + (sizes.Masked ? sizes.Picture : 0) + sizes.Extended + sizes.Engine;

    internal override SolveReport Restore(PlaneProblem problem, Span<float> restored)
    {
        Blur blur = problem.Blur();
        using AlignedBuffer latent = AlignedPool.Rent(blur.Domain.Count);
        blur.ExtendFromFrame(problem.Observed.Span, latent.Span);
        var misfit = new LeastSquares(blur, problem.Observed, problem.Weights);
        IDifferentiable objective = Prior(problem, blur.Domain) is { } prior ? new Objective((1, misfit), ((float)problem.Lambda, prior)) : misfit;
        Box constraint = problem.NonNegative ? Box.NonNegative(blur.Domain) : Box.None(blur.Domain);
        using var solver = new ProximalGradient(objective, constraint, new Backtracking(), latent.Span, accelerate: true);
        SolveReport report = problem.Run(solver, StoppingRule.RelativeChangeBelow(problem.Tolerance), latent.Span);
        blur.CropToFrame(latent.Span, restored);
        return report;
    }

    private static IDifferentiable? Prior(PlaneProblem problem, Shape shape) =>
        problem.Exponent switch
        {
            _ when problem.Term is { } own => own(shape),
            0 => null,
            2 => new GradientPrior<Quadratic>(shape, default),
            1 => new GradientPrior<Charbonnier>(shape, new(Epsilon)),
            double exponent => new GradientPrior<HyperLaplacian>(shape, new((float)exponent, Epsilon)),
        };
}
