using Deconv.Numerics;
using Deconv.Numerics.Fft;
using Deconv.Objectives.Priors.Patches;
using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Solvers;
using Deconv.Solvers.StoppingRules;

namespace Deconv.Restoration.Methods;

/// <summary>
/// The default: <see cref="PreconditionedGradient"/> with an unknown boundary and a prior that has a shrinkage. Known boundaries are not cyclic, and
/// a quadratic, missing or custom prior has no threshold: <see cref="AcceleratedGradient"/> handles those.
/// </summary>
internal sealed record FastGradient() : RestorationMethod("gd", "preconditioned accelerated gradient descent, the usual choice")
{
    internal override Prior DefaultPrior => Prior.HyperLaplacian;

    internal override bool Serves(Prior prior, Boundary boundary) => boundary == Boundary.Unknown && prior.HasShrinkage;

    // Two planes of the frame that the solver takes over, the latent image, two of its own, one for a transform in progress and one or two for
    // patches; seven full and three half spectra.
    internal override long WorkingFloats(MemoryNeed sizes)
    {
        int frames =
            sizes.Patches == 0 ? 6
            : sizes.Options.PatchesSeeCurve ? 8
            : 7;
        return (frames * sizes.Frame) + (17 * sizes.Spectrum / 2) + sizes.Patches;
    }

    internal override SolveReport Restore(PlaneProblem problem, PlaneControl control, Span<float> restored)
    {
        int patchSteps = problem.Patches is null ? 0 : PatchPull.Steps;
        int steps = control.Iterations ?? control.ScheduleSteps + patchSteps;
        using MaskedFrame frame = Frame(problem);
        using PatchPull? patches = problem.Patches is { } mixture
            ? new PatchPull(frame.Shape, mixture, problem.EffectiveNoise, problem.PatchesSeeCurve, control.Threads)
            : null;
        using var solver = new PreconditionedGradient(
            frame,
            problem.Psf,
            problem.Prior.Shrinkage(frame.Shape, control.Threads)!,
            problem.Lambda,
            problem.ModelError,
            new Schedule(steps - patchSteps, problem.Lambda),
            control.Threads,
            patches
        );
        using AlignedBuffer latent = AlignedPool.Rent(frame.Shape.Count);
        SolveReport report = control.Run(solver, StoppingRule.ScheduleOf(steps), latent.Span);
        frame.Crop(latent.Span, restored);
        return report;
    }

    /// <summary>The image in a cyclic frame large enough that the convolution does not wrap into the image.</summary>
    public static MaskedFrame Frame(PlaneProblem problem)
    {
        Psf psf = problem.Psf;
        var margins = new Margins(psf.Shape.Height - 1 - psf.OriginRow, psf.OriginRow, psf.Shape.Width - 1 - psf.OriginColumn, psf.OriginColumn);
        return new MaskedFrame(
            RealFft2D.FastShape(margins.Around(problem.Shape)),
            problem.Shape,
            margins,
            problem.Observed.Span,
            problem.Bounds.Span
        );
    }
}
