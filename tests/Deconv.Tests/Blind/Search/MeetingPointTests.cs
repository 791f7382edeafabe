using Deconv.Blind.Search;
using Deconv.Blind.Steps;
using Deconv.Psfs;
using Xunit;

namespace Deconv.Tests.Blind.Search;

/// <summary>Runs that are alike go on as one, under whatever hypothesis, and only those.</summary>
public class MeetingPointTests
{
    private const int Size = ShakenLeaves.Bound;

    [Fact]
    public void Only_alike_kernels_of_one_kind_meet()
    {
        var meeting = new MeetingPoint();
        float[] bar = StartKernels.Make(StartKernel.Across, Size),
            moved = new float[bar.Length],
            blob = StartKernels.Make(StartKernel.Gaussian, Size);
        bar.AsSpan(0, bar.Length - Size).CopyTo(moved.AsSpan(Size));
        Assert.Null(meeting.FindOrRecord(0, false, 1, 1, bar, Size));
        Assert.Null(meeting.FindOrRecord(1, false, 1, 1, blob, Size));
        Assert.Null(meeting.FindOrRecord(2, true, 1, 1, bar, Size)); // on its own way, because it weights frequencies
        Assert.Null(meeting.FindOrRecord(1, false, 1, 0.5, bar, Size)); // under another λ
        Assert.Null(meeting.FindOrRecord(1, false, 0, 1, bar, Size)); // elsewhere
        Assert.Equal(0, meeting.FindOrRecord(3, false, 1, 1, moved, Size)); // a shift is no difference
        Assert.Equal(1, meeting.FindOrRecord(3, false, 1, 1, blob, Size));
        Assert.Equal(1, meeting.FindOrRecord(3, false, 1, 0.5, bar, Size));
        Assert.Equal(2, meeting.FindOrRecord(3, true, 1, 1, bar, Size));
        Assert.Null(meeting.FindOrRecord(1, false, 1, 1, blob, Size)); // itself
    }

    [Fact]
    public void Runs_meet_at_the_two_finest_levels_and_must_be_more_alike_at_the_finest()
    {
        float[] bar = StartKernels.Make(StartKernel.Across, Size),
            near = [.. bar];
        near[(Size / 2 * Size) + (Size / 2) + 2] = 0.15f;
        KernelShape.Normalize(near);
        Assert.InRange(PsfSimilarity.Of(Psf.FromSamples(new(Size, Size), bar), Psf.FromSamples(new(Size, Size), near)), 0.975, 0.984);
        var meeting = new MeetingPoint();
        for (int level = 0; level < 3; level++)
        {
            Assert.Null(meeting.FindOrRecord(0, false, level, 1, bar, Size));
            Assert.Equal(level == 1 ? 0 : null, meeting.FindOrRecord(1, false, level, 1, near, Size));
        }
    }

    [Fact]
    public void A_run_that_meets_another_ends_there()
    {
        ShakenLeaves.Estimate(estimator =>
        {
            SearchStart start = ShakenLeaves.Start(StartKernel.Across);
            int levels = KernelPyramid.Levels(Size).Count,
                seen = 0;
            var meeting = new MeetingPoint();
            StartAnswer alone = estimator.Run(start, 0, null, null, default),
                first = estimator.Run(start, 0, meeting, null, default),
                second = estimator.Run(start, 1, meeting, (_, _, _, _, _, _, _) => seen++, default);
            Assert.Null(first.Met);
            Assert.Equal(alone.Kernel, first.Kernel);
            Assert.Equal(0, second.Met);
            Assert.Equal(levels - 1, seen); // neither the finest level nor the refinement
        });
    }
}
