using System.Diagnostics;
using Deconv.Numerics;
using Deconv.Operators;
using Deconv.Solvers;
using Deconv.Solvers.StoppingRules;

namespace Deconv.Restoration.Methods;

/// <summary>The Wiener filter, in closed form.</summary>
internal sealed record WienerMethod() : RestorationMethod("wiener", "Wiener filter, one step, for previews")
{
    internal override bool IsScheduled => true;

    internal override bool Serves(Prior prior, Boundary boundary) => prior.IsNone && boundary == Boundary.Unknown;

    // Three planes of the frame, the latent image, the kernel being transformed; two spectra.
    internal override long WorkingFloats(MemoryNeed sizes) => (5 * sizes.Frame) + (2 * sizes.Spectrum) + sizes.Field;

    internal override SolveReport Restore(PlaneProblem problem, PlaneControl control, Span<float> restored)
    {
        long start = Stopwatch.GetTimestamp();
        if (control.Cancel.IsCancellationRequested)
        {
            if (control.OnCancel == CancelBehavior.Throw)
                control.Cancel.ThrowIfCancellationRequested();
            problem.Observed.Span.CopyTo(restored);
            return new SolveReport(StopReason.Canceled, [], Stopwatch.GetElapsedTime(start));
        }

        using MaskedFrame frame = FastGradient.Frame(problem);
        using AlignedBuffer latent = AlignedPool.Rent(frame.Shape.Count);
        if (FastGradient.FieldOf(problem) is { } field)
            Solvers.Wiener.Restore(frame, field, problem.NoiseToSignal, latent.Span);
        else
            Solvers.Wiener.Restore(frame, problem.Psf, problem.NoiseToSignal, latent.Span);
        frame.Crop(latent.Span, restored);
        return new SolveReport(StopReason.OneShot, [], Stopwatch.GetElapsedTime(start));
    }
}
