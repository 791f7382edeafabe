using Deconv.Blind.Search;
using Deconv.Psfs;
using Xunit;

namespace Deconv.Tests.Blind.Search;

/// <summary>The runs of one hypothesis.</summary>
public class KernelSearchTests
{
    private static readonly SearchStart[] Same = [ShakenLeaves.Start(StartKernel.Across), ShakenLeaves.Start(StartKernel.Across)];

    [Fact]
    public void Starts_that_meet_give_one_answer_and_the_mean()
    {
        ShakenLeaves.Estimate(estimator =>
        {
            var answers = new Dictionary<int, Psf>();
            var settings = new EstimatorSettings();
            var search = new KernelSearch(estimator, settings, new(), answers);
            search.Run(Same, _ => null, default);
            Assert.Equal([0, 1], answers.Keys.Order());
            Assert.Same(answers[0], answers[1]);
            Assert.Same(answers[0], search.Found[^2]);
            Assert.Equal(1, search.Found.Count(f => ReferenceEquals(f, answers[0])));
            Assert.True(PsfSimilarity.Of(search.Found[^1], answers[0]) > 0.95);
        });
    }

    [Fact]
    public void What_an_earlier_hypothesis_found_is_not_found_again()
    {
        ShakenLeaves.Estimate(estimator =>
        {
            var answers = new Dictionary<int, Psf>();
            var meeting = new MeetingPoint();
            var settings = new EstimatorSettings();
            KernelSearch earlier = new(estimator, settings, meeting, answers),
                later = new(estimator, settings, meeting, answers);
            earlier.Run([Same[0]], _ => null, default);
            int seen = 0;
            later.Run(Same, _ => (_, _, _, _, _, _, _) => seen++, default);
            Assert.Empty(later.Found); // no mean either
            Assert.Equal(2 * (KernelPyramid.Levels(ShakenLeaves.Bound).Count - 1), seen);
            Assert.All(answers.Values, a => Assert.Same(answers[0], a));
        });
    }
}
