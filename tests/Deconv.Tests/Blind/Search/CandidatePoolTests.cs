using Deconv.Blind.Search;
using Deconv.Psfs;
using Xunit;

namespace Deconv.Tests.Blind.Search;

/// <summary>The ranking of the answers of all hypotheses.</summary>
public class CandidatePoolTests
{
    private static readonly Psf Wrong = Psf.Parse("motion:9,70");

    [Fact]
    public void The_answer_that_restores_best_is_first_whoever_found_it()
    {
        foreach (
            Psf[] answers in (Psf[][])
                [
                    [ShakenLeaves.Shake, Wrong],
                    [Wrong, ShakenLeaves.Shake],
                ]
        )
        {
            var pool = new CandidatePool();
            pool.Add("one", answers[..1]);
            pool.Add("other", answers[1..]);
            IReadOnlyList<KernelCandidate> ranked = Rank(pool);
            Assert.Equal(2, ranked.Count);
            Assert.Same(ShakenLeaves.Shake, ranked[0].Psf);
            Assert.Equal(answers[0] == ShakenLeaves.Shake ? "one" : "other", ranked[0].Hypothesis);
            Assert.True(ranked[0].Score < ranked[1].Score);
        }
    }

    [Fact]
    public void Equal_answers_are_tried_once()
    {
        Psf soft = Psf.Parse("path:\"0,0 4,1 6,4 4,7\"*gaussian:0.6");
        Assert.InRange(PsfSimilarity.Of(ShakenLeaves.Shake, soft), 0.99, 0.9999);
        using WorkingImage image = ShakenLeaves.Picture();
        var pool = new CandidatePool();
        pool.Add("one", [soft, ShakenLeaves.Shake]);
        IReadOnlyList<KernelCandidate> first = pool.Rank(image, 0, 1, default);
        Assert.Same(soft, Assert.Single(first).Psf);
        pool.Add("other", [ShakenLeaves.Shake, Wrong, Wrong]);
        IReadOnlyList<KernelCandidate> second = pool.Rank(image, 0, 1, default);
        Assert.Equal([soft, Wrong], second.Select(c => c.Psf));
        Assert.Same(first[0], second[0]); // not tried again
    }

    /// <summary>
    /// Where samples are clipped, a dot explains the picture better than the blur does, but it leaves it as blurred as it was.
    /// </summary>
    [Fact]
    public void A_dot_that_only_fits_is_last()
    {
        Psf dot = Psf.Parse("gaussian:0.4");
        var pool = new CandidatePool();
        pool.Add("one", [dot, ShakenLeaves.Shake]);
        IReadOnlyList<KernelCandidate> ranked = Rank(pool, 0.6f);
        Assert.Equal([ShakenLeaves.Shake, dot], ranked.Select(c => c.Psf));
        string figures = string.Join(", ", ranked.Select(c => $"{c.Sparsity} and {c.Misfit}"));
        Assert.True(ranked[1].Score < ranked[0].Score, figures);
        Assert.True(ranked[1].Sparsity > ranked[0].Sparsity + 0.02, figures);
        Assert.True(ranked[0].Drop > ranked[1].Drop, figures);
    }

    private static IReadOnlyList<KernelCandidate> Rank(CandidatePool pool, float white = float.PositiveInfinity)
    {
        using WorkingImage image = ShakenLeaves.Picture(white);
        return pool.Rank(image, 0, 1, default);
    }
}
