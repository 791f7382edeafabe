using Deconv.Blind.Search;
using Deconv.Blind.Steps;
using Deconv.Psfs;
using Xunit;

namespace Deconv.Tests.Blind.Search;

/// <summary>Starts that are alike go on as one, and only those.</summary>
public class MeetingPointTests
{
    private const int Size = KernelSearchTests.Size;

    [Fact]
    public void Only_alike_kernels_of_one_kind_meet()
    {
        var meeting = new MeetingPoint();
        SearchStart first = Start(StartKernel.Across),
            second = Start(StartKernel.Down),
            third = Start(StartKernel.Gaussian, weighted: true),
            last = Start(StartKernel.Down);
        float[] bar = StartKernels.Make(StartKernel.Across, Size),
            moved = new float[bar.Length],
            blob = StartKernels.Make(StartKernel.Gaussian, Size);
        bar.AsSpan(0, bar.Length - Size).CopyTo(moved.AsSpan(Size));
        Assert.Null(meeting.FindOrRecord(first, 1, 1, bar, Size));
        Assert.Null(meeting.FindOrRecord(second, 1, 1, blob, Size));
        Assert.Null(meeting.FindOrRecord(third, 1, 1, bar, Size)); // on its own way, because it weighs frequencies
        Assert.Null(meeting.FindOrRecord(second, 1, 0.5, bar, Size)); // under another λ
        Assert.Null(meeting.FindOrRecord(second, 0, 1, bar, Size)); // elsewhere
        Assert.Same(first, meeting.FindOrRecord(last, 1, 1, moved, Size)); // a shift is no difference
        Assert.Same(second, meeting.FindOrRecord(last, 1, 1, blob, Size));
        Assert.Same(second, meeting.FindOrRecord(last, 1, 0.5, bar, Size));
    }

    [Fact]
    public void Starts_meet_at_the_two_finest_levels_and_must_be_more_alike_at_the_finest()
    {
        float[] bar = StartKernels.Make(StartKernel.Across, Size),
            near = [.. bar];
        near[(Size / 2 * Size) + (Size / 2) + 2] = 0.15f;
        KernelShape.Normalize(near);
        Assert.InRange(PsfSimilarity.Of(Psf.FromSamples(new(Size, Size), bar), Psf.FromSamples(new(Size, Size), near)), 0.975, 0.984);
        var meeting = new MeetingPoint();
        SearchStart first = Start(StartKernel.Across),
            second = Start(StartKernel.Down);
        for (int level = 0; level < 3; level++)
        {
            Assert.Null(meeting.FindOrRecord(first, level, 1, bar, Size));
            Assert.Equal(level == 1 ? first : null, meeting.FindOrRecord(second, level, 1, near, Size));
        }
    }

    [Fact]
    public void A_start_that_meets_another_ends_there_and_shares_its_answer()
    {
        KernelSearchTests.OnShakenLeaves(
            (working, estimator) =>
            {
                SearchStart one = Start(StartKernel.Across),
                    same = Start(StartKernel.Across);
                int levels = KernelPyramid.Levels(Size).Count,
                    seen = 0;
                var meeting = new MeetingPoint();
                KernelEstimate alone = estimator.Run(one, null, null, default),
                    first = estimator.Run(one, meeting, null, default);
                Assert.Null(first.Met);
                Assert.Equal(alone.Kernel, first.Kernel);
                KernelEstimate second = estimator.Run(same, meeting, (_, _, _, _, _, _, _) => seen++, default);
                Assert.Same(one, second.Met);
                Assert.Equal(levels - 1, seen); // neither the finest level nor the refinement

                var search = new KernelSearch(working, estimator, new());
                search.Run([one, same], _ => null, default);
                Assert.Equal(3, search.Found.Count); // both starts and their mean
                Assert.Same(search.Found[0], search.Found[1]);
            }
        );
    }

    private static SearchStart Start(StartKernel kernel, bool weighted = false) =>
        new(StartKernels.Make(kernel, KernelPyramid.Levels(Size)[0].Kernel), weighted);
}
