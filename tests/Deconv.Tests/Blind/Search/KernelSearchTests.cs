using Deconv.Blind.Search;
using Deconv.Psfs;
using Deconv.Tests.Restoration;
using Xunit;

namespace Deconv.Tests.Blind.Search;

/// <summary>The pick among the answers of the starts and their mean, which is the last of them.</summary>
public class KernelSearchTests
{
    internal const int Size = 15;
    private static readonly Psf Shake = Psf.Parse("path:\"0,0 4,1 6,4 4,7\"*gaussian:0.5");

    [Fact]
    public void The_answer_that_restores_best_is_picked_whoever_found_it()
    {
        Psf wrong = Psf.Parse("motion:9,70");
        Assert.Same(Shake, Pick(wrong, Shake, wrong));
        Assert.Same(Shake, Pick(wrong, wrong, Shake));
    }

    [Fact]
    public void An_answer_that_is_as_the_mean_is_not_tried_beside_it()
    {
        Psf soft = Psf.Parse("path:\"0,0 4,1 6,4 4,7\"*gaussian:0.6"),
            wrong = Psf.Parse("motion:9,70");
        Assert.InRange(PsfSimilarity.Of(Shake, soft), 0.99, 0.9999);
        Assert.Same(soft, Pick(Shake, Shake, soft)); // the truth itself is not tried
        Assert.Same(soft, Pick(Shake, wrong, soft));
        Assert.Same(soft, Pick(soft));
    }

    private static Psf Pick(params Psf[] answers)
    {
        Psf? best = null;
        OnShakenLeaves(
            (working, estimator) =>
            {
                var search = new KernelSearch(working, estimator, new());
                search.Found.AddRange(answers);
                best = search.Best(new());
            }
        );
        return best!;
    }

    /// <summary>A small picture of a shaken scene, and its levels.</summary>
    internal static void OnShakenLeaves(Action<WorkingImage, KernelEstimator> use)
    {
        using PlanarImage scene = Scenes.Leaves(112);
        (PlanarImage truth, PlanarImage photo) = Scenes.Photograph(scene, Shake, 0.002);
        using (truth)
        using (photo)
        {
            using var working = new WorkingImage(photo[0], photo.Shape);
            using var estimator = new KernelEstimator(working, [], Size, new());
            use(working, estimator);
        }
    }
}
