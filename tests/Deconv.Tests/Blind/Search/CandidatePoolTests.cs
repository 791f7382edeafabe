using Deconv.Blind.Search;
using Deconv.Blind.Search.Lamps;
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
            using WorkingImage image = ShakenLeaves.Picture();
            var pool = new CandidatePool(image, 0, 1, [], null);
            pool.Add("one", answers[..1]);
            pool.Add("other", answers[1..]);
            IReadOnlyList<KernelCandidate> ranked = pool.Rank(default);
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
        var pool = new CandidatePool(image, 0, 1, [], null);
        pool.Add("one", [soft, ShakenLeaves.Shake]);
        IReadOnlyList<KernelCandidate> first = pool.Rank(default);
        Assert.Same(soft, Assert.Single(first).Psf);
        pool.Add("other", [ShakenLeaves.Shake, Wrong, Wrong]);
        IReadOnlyList<KernelCandidate> second = pool.Rank(default);
        Assert.Equal([soft, Wrong], second.Select(c => c.Psf));
        Assert.Equal(first[0].Misfit, second[0].Misfit);
    }

    /// <summary>Wrong answers do not resemble each other: what half of the answers resemble is more likely right.</summary>
    [Fact]
    public void Support_of_other_answers_counts()
    {
        using WorkingImage image = ShakenLeaves.Picture();
        Psf wider = Psf.Parse("path:\"0,0 4,1 6,4 4,7\"*gaussian:1.2");
        double near = PsfSimilarity.Of(ShakenLeaves.Shake, wider),
            far = PsfSimilarity.Of(ShakenLeaves.Shake, Wrong),
            farther = PsfSimilarity.Of(wider, Wrong);
        var pool = new CandidatePool(image, 0, 1, [], null);
        pool.Add("one", [Wrong, wider]);
        pool.Add("other", [ShakenLeaves.Shake]);
        foreach (KernelCandidate c in pool.Rank(default))
        {
            double support =
                c.Psf == Wrong ? (1 + far + farther) / 3
                : c.Psf == wider ? (1 + near + farther) / 3
                : (1 + near + far) / 3;
            Assert.Equal(support, c.Support, 1e-6);
            Assert.True(c.Score < (c with { Support = support - 0.1 }).Score);
        }
    }

    /// <summary>
    /// Where samples are clipped, a dot explains the picture better than the blur does, but it leaves it as blurred as it was.
    /// </summary>
    [Fact]
    public void A_dot_that_only_fits_is_last()
    {
        Psf dot = Psf.Parse("gaussian:0.4");
        using WorkingImage image = ShakenLeaves.Picture(0.6f);
        var pool = new CandidatePool(image, 0, 1, [], null);
        pool.Add("one", [dot, ShakenLeaves.Shake]);
        IReadOnlyList<KernelCandidate> ranked = pool.Rank(default);
        Assert.Equal([ShakenLeaves.Shake, dot], ranked.Select(c => c.Psf));
        string figures = string.Join(", ", ranked.Select(c => $"{c.Sparsity} and {c.Misfit}"));
        Assert.True(ranked[1].Score < ranked[0].Score, figures);
        Assert.True(ranked[1].Sparsity > ranked[0].Sparsity + 0.02, figures);
        Assert.True(ranked[0].Drop > ranked[1].Drop, figures);
    }

    /// <summary>What lamps show is seen, not inferred: an answer that contradicts it is wrong, however well it scores.</summary>
    [Fact]
    public void An_answer_that_lamps_contradict_is_last()
    {
        using WorkingImage image = ShakenLeaves.Picture();
        var pool = new CandidatePool(image, 0, 1, [new LampPath(Wrong, 5)], null);
        pool.Add("one", [ShakenLeaves.Shake, Wrong]);
        IReadOnlyList<KernelCandidate> ranked = pool.Rank(default);
        Assert.Equal([Wrong, ShakenLeaves.Shake], ranked.Select(c => c.Psf));
        Assert.Equal([5, 0], ranked.Select(c => c.Lamps));
        Assert.True(ranked[0].Score > ranked[1].Score);
    }

    /// <summary>A few samples that no light explains decide the score, unless they are left out.</summary>
    [Fact]
    public void Samples_that_are_not_trusted_do_not_count()
    {
        using WorkingImage image = ShakenLeaves.Picture();
        using var trusted = new PlanarImage(image.Shape, 1);
        trusted[0].Fill(1);
        for (int y = 40; y < 60; y++)
        for (int x = 40; x < 60; x++)
            (image.Stretched[(y * image.Shape.Width) + x], trusted[0][(y * image.Shape.Width) + x]) = ((x + y) % 2 * 5, 0);
        var all = new CandidatePool(image, 0, 1, [], null);
        var some = new CandidatePool(image, 0, 1, [], trusted);
        all.Add("one", [ShakenLeaves.Shake]);
        some.Add("one", [ShakenLeaves.Shake]);
        Assert.True(some.Rank(default)[0].Misfit < all.Rank(default)[0].Misfit - 2);
        Assert.True(some.Rank(default)[0].Drop > 0.2);
    }
}
