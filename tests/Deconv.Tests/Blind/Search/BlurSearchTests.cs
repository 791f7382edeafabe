using Deconv.Blind.Search;
using Deconv.Psfs;
using Deconv.Tests.Restoration;
using Xunit;

namespace Deconv.Tests.Blind.Search;

/// <summary>The search as a whole.</summary>
public class BlurSearchTests
{
    private const int Bound = 31,
        Levels = 6;

    /// <summary>Runs of the first round: three hypotheses with two starts and a mean each.</summary>
    private const int First = 9;

    [Fact]
    public void Answers_in_doubt_are_started_from_again_but_not_from_the_coarsest_level()
    {
        // Noise has no kernel, so the runs on most images of it disagree; which ones depends on the width of the vectors.
        (IReadOnlyList<KernelCandidate> found, Dictionary<int, int> firstLevels) = ([], []);
        for (int seed = 1; seed <= 8 && !firstLevels.Keys.Any(run => run > First); seed++)
        {
            using var image = new WorkingImage(Samples.Normal(112 * 112, seed), new(112, 112));
            (found, firstLevels) = Search(image);
        }

        Assert.InRange(firstLevels.Keys.Count(run => run > First), 1, 3); // two starts and their mean, at most
        Assert.All(
            firstLevels,
            run =>
                Assert.Equal(
                    IsMean(run.Key) ? Levels
                        : run.Key > First ? 2
                        : 1,
                    run.Value
                )
        );
        Assert.All(found, c => Assert.Equal(Bound, c.Psf.Shape.Width));
        Assert.Equal(found.Count, found.Distinct().Count());

        static bool IsMean(int run) => run % 3 == 0;
    }

    [Fact]
    public void The_kernel_of_a_shaken_picture_is_found()
    {
        using WorkingImage image = ShakenLeaves.Picture();
        (IReadOnlyList<KernelCandidate> found, _) = Search(image);
        Assert.True(PsfSimilarity.Of(found[0].Psf, ShakenLeaves.Shake) > 0.8);
    }

    [Fact]
    public void Answers_that_agree_are_not()
    {
        using PlanarImage sharp = Scenes.Leaves(112);
        using var image = new WorkingImage(sharp[0], sharp.Shape);
        (IReadOnlyList<KernelCandidate> found, Dictionary<int, int> firstLevels) = Search(image);
        Assert.All(firstLevels.Keys, run => Assert.InRange(run, 1, First));
        Assert.NotEmpty(found);
    }

    /// <summary>The candidates, and the first level that each run was seen on.</summary>
    private static (IReadOnlyList<KernelCandidate> Found, Dictionary<int, int> FirstLevels) Search(WorkingImage image)
    {
        var levels = new Dictionary<int, int>();
        var search = new BlurSearch(image, Bound, new(), false, new CandidatePool(image, 0, 1, [], null), []);
        SearchStart[] starts = [ShakenLeaves.Start(StartKernel.Across, Bound), ShakenLeaves.Start(StartKernel.Gaussian, Bound, true)];
        return (search.Run(starts, (run, runs) => Observe(run), default), levels);

        LevelObserver Observe(int run) => (_, level, _, _, _, _, _) => levels.TryAdd(run, level);
    }
}
