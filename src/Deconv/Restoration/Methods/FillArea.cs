using Deconv.Estimation;
using Deconv.Numerics;
using Deconv.Operators;

namespace Deconv.Restoration.Methods;

/// <summary>Where the answer depends on untrusted samples: they are filled in, which takes more steps than the rest of the image.</summary>
internal static class FillArea
{
    /// <summary>
    /// Distance from an untrusted sample, in sizes of the PSF, at which the share of the longer run is one half. It is 1 a size nearer and 0 a size
    /// farther.
    /// </summary>
    private const int Reach = 3;

    /// <summary>Share of the longer run in every sample of the frame. The caller returns it to the pool.</summary>
    /// <param name="problems">Planes that are restored together.</param>
    /// <param name="frame">Where the image lies.</param>
    public static AlignedBuffer Of(IReadOnlyList<PlaneProblem> problems, MaskedFrame frame)
    {
        using AlignedBuffer near = AlignedPool.Rent(frame.ImageShape.Count);
        Span<float> marks = near.Span;
        marks.Clear();
        foreach (PlaneProblem problem in problems)
            for (int i = 0; i < problem.Bounds.Length; i++)
                if (problem.Bounds.Span[i] <= 0)
                    marks[i] = 1;

        Shape psf = problems[0].Psf.Shape;
        Surroundings.Grow(marks, frame.ImageShape, Reach * psf.Height, Reach * psf.Width);
        MovingMean.Apply(marks, frame.ImageShape, psf.Height, psf.Width);
        AlignedBuffer area = AlignedPool.Rent(frame.Shape.Count);
        area.Span.Clear();
        frame.Place(marks, area.Span);
        return area;
    }
}
