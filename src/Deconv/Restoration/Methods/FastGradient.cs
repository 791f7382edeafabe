using Deconv.Numerics;
using Deconv.Numerics.Fft;
using Deconv.Objectives.Priors.Learned;
using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Solvers;
using Deconv.Solvers.Preconditioned;
using Deconv.Solvers.StoppingRules;

namespace Deconv.Restoration.Methods;

/// <summary>
/// The default: <see cref="PreconditionedGradient"/> with an unknown boundary and a prior that has a shrinkage. Known boundaries are not cyclic, and
/// a quadratic, missing or custom prior has no threshold: <see cref="AcceleratedGradient"/> handles those.
/// </summary>
internal sealed record FastGradient() : RestorationMethod("gd", "preconditioned accelerated gradient descent, the usual choice")
{
    internal override Prior DefaultPrior => Prior.HyperLaplacian;

    internal override bool IsScheduled => true;

    internal override bool Serves(Prior prior, Boundary boundary) => boundary == Boundary.Unknown && prior.HasShrinkage;

    // For every plane that is restored together with others: three planes of the frame that the solver takes over, its iterate and the answer, and
    // two spectra; where samples may be untrusted, the answer of the first run. Once: a plane for a transform in progress, one or two for the learned
    // prior, the area to fill in; three full and three half spectra.
    internal override long WorkingFloats(MemoryNeed sizes)
    {
        int together = sizes.Coupled ? 3 : 1,
            fill = sizes.Masked && sizes.Options.Control.Iterations is null ? 1 : 0,
            once = sizes.Learned == 0 ? 1
            : sizes.Options.LearnedSeesCurve ? 3
            : 2;
        return ((((5 + fill) * together) + once + fill) * sizes.Frame) + (((4 * together) + 9) * sizes.Spectrum / 2) + sizes.Learned + sizes.Field;
    }

    internal override bool Couples => true;

    internal override SolveReport Restore(PlaneProblem problem, PlaneControl control, Span<float> restored)
    {
        using AlignedBuffer latent = AlignedPool.Rent(FrameShape(problem).Count);
        using MaskedFrame frame = Frame(problem);
        SolveReport report = Solve([problem], [frame], control, latent.Span);
        frame.Crop(latent.Span, restored);
        return report;
    }

    internal override SolveReport RestoreColor(IReadOnlyList<PlaneProblem> problems, PlaneControl control, PlanarImage restored)
    {
        int samples = FrameShape(problems[0]).Count;
        using AlignedBuffer latent = AlignedPool.Rent(problems.Count * samples);
        MaskedFrame[] frames = [.. problems.Select(Frame)];
        try
        {
            SolveReport report = Solve(problems, frames, control, latent.Span);
            for (int plane = 0; plane < frames.Length; plane++)
                frames[plane].Crop(latent.Span.Slice(plane * samples, samples), restored[plane]);
            return report;
        }
        finally
        {
            foreach (MaskedFrame frame in frames)
                frame.Dispose();
        }
    }

    private static SolveReport Solve(IReadOnlyList<PlaneProblem> problems, MaskedFrame[] frames, PlaneControl control, Span<float> latent)
    {
        PlaneProblem first = problems[0];
        int learnedSteps = first.Learned is null ? 0 : LearnedPull.Steps,
            steps = (control.Iterations - learnedSteps) ?? control.ScheduleSteps,
            fillSteps = control.Iterations is null ? control.FillSteps : 0;
        using LearnedPull? learned = first.Learned is { } network
            ? new LearnedPull(frames[0].Shape, network, first.LearnedNoise, first.LearnedSeesCurve, control.Threads, control.Cancel)
            : null;
        var planes = problems.Select(
            (p, i) =>
                new DescentPlane(
                    frames[i],
                    p.Prior.Shrinkage(frames[i].Shape, control.Threads)!,
                    p.Lambda,
                    p.ModelError,
                    new Schedule(steps, p.Lambda, fillSteps),
                    i == 0 ? learned : null
                )
                {
                    Held = [.. p.Suspects.Select(s => new HeldSample(frames[i].PositionOf(s.Index), s.Change, s.Weight))],
                }
        );
        var robust = new RobustSchedule(first.EffectiveNoise * (problems.Count == 1 ? 1 : OpponentAxes.Length));
        using var solver = new PreconditionedGradient([.. planes], first.Psf, robust, control.Threads, FieldOf(first))
        {
            FillArea = fillSteps > 0 ? FillArea.Of(problems, frames[0]) : default,
        };
        return control.Run(solver, StoppingRule.ScheduleOf(steps + fillSteps + learnedSteps), latent);
    }

    /// <summary>The field with its places counted from the first sample of the frame.</summary>
    public static PsfField? FieldOf(PlaneProblem problem)
    {
        Margins margins = MarginsOf(problem.Psf);
        return problem.Field?.Part(-margins.Top, -margins.Left);
    }

    private static Margins MarginsOf(Psf psf) =>
        new(psf.Shape.Height - 1 - psf.OriginRow, psf.OriginRow, psf.Shape.Width - 1 - psf.OriginColumn, psf.OriginColumn);

    private static Shape FrameShape(PlaneProblem problem) => RealFft2D.FastShape(MarginsOf(problem.Psf).Around(problem.Shape));

    /// <summary>The image in a cyclic frame large enough that the convolution does not wrap into the image.</summary>
    public static MaskedFrame Frame(PlaneProblem problem) =>
        new(FrameShape(problem), problem.Shape, MarginsOf(problem.Psf), problem.Observed.Span, problem.Bounds.Span, problem.Unseen);
}
