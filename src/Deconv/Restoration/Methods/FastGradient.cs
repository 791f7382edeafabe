using Deconv.Numerics;
using Deconv.Numerics.Fft;
using Deconv.Objectives.Priors.Patches;
using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Solvers;
using Deconv.Solvers.StoppingRules;

namespace Deconv.Restoration.Methods;

/// <summary>
/// The default: <see cref="PreconditionedGradient"/> on an unknown boundary. A boundary that is known is not cyclic, and a quadratic, missing
/// or custom prior has no threshold: those go to <see cref="AcceleratedGradient"/>.
/// </summary>
internal sealed record FastGradient() : RestorationMethod("gd", "accelerated gradient descent, preconditioned; the default")
{
    private static readonly AcceleratedGradient General = new();

    internal override Prior Uses(Prior asked) => asked;

    // Three of the frame, the latent image, four of the solver, one of a transform in work and one or two of patches; seven spectra, three halves.
    internal override long WorkingFloats(MemoryNeed sizes) =>
        IsFast(sizes.Options.Boundary, sizes.Options.Prior.Exponent, sizes.Options.Prior.Term)
            ? (
                (
                    sizes.Patches == 0 ? 9
                    : sizes.Options.PatchesSeeCurve ? 11
                    : 10
                ) * sizes.Frame
            )
                + (17 * sizes.Spectrum / 2)
                + sizes.Patches
            : General.WorkingFloats(sizes);

    internal override SolveReport Restore(PlaneProblem problem, Span<float> restored)
    {
        if (!IsFast(problem.Boundary, problem.Exponent, problem.Term))
            return General.Restore(problem, restored);
        using MaskedFrame frame = Frame(problem);
        int threads = problem.Threads == 0 ? Environment.ProcessorCount : problem.Threads,
            patchSteps = problem.Patches is null ? 0 : PatchPull.Steps;
        int steps = problem.Iterations ?? problem.ScheduleSteps + patchSteps;
        using PatchPull? patches = problem.Patches is { } mixture
            ? new PatchPull(frame.Shape, mixture, problem.EffectiveNoise, problem.PatchesSeeCurve, threads)
            : null;
        using var solver = new PreconditionedGradient(
            frame,
            problem.Psf,
            problem.Exponent,
            problem.Lambda,
            problem.ModelError,
            new Schedule(steps - patchSteps, problem.Lambda),
            threads,
            patches
        );
        using AlignedBuffer latent = AlignedPool.Rent(frame.Shape.Count);
        SolveReport report = problem.Run(solver, StoppingRule.ScheduleOf(steps), latent.Span);
        frame.Crop(latent.Span, restored);
        return report;
    }

    private static bool IsFast(Boundary boundary, double exponent, Delegate? term) =>
        boundary == Boundary.Unknown && term is null && exponent is > 0 and <= 1;

    /// <summary>The picture in a frame that a cyclic convolution fills without wrapping into it.</summary>
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
