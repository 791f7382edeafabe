using Deconv.Benchmarks.Quality;
using Deconv.Metrics;
using Deconv.Psfs;

namespace Deconv.Benchmarks.Outliers;

/// <summary>verdict: whether ruined answers are refused and good ones are not.</summary>
internal static class VerdictRow
{
    private const string Row = "verdict";

    /// <summary>Answers of each kind: the first ones of a fixed list that are what they are meant to be.</summary>
    private const int Wanted = 40;

    /// <summary>Share of right verdicts in percent: 38 of 40.</summary>
    private const double Limit = 95;

    /// <summary>Shifts that the scores undo, in pixels: a wrong PSF that only shifts the picture does not ruin it.</summary>
    private const int MaxShift = 3;

    /// <summary>Mistakes tried on a picture until one ruins it.</summary>
    private const int Tries = 2;

    /// <summary>A good answer is better than the blurred picture by this much; one worse by as much is ruined. In dB.</summary>
    private const double Clear = 1;

    /// <summary>An answer this much worse than the right restoration is ruined, in dB.</summary>
    private const double Ruinous = 3;

    public static IEnumerable<Gate> Measure(OutlierBench bench)
    {
        List<bool> good = [],
            ruined = [];
        int i = 0;
        foreach (VerdictScene scene in VerdictScene.All(bench.Data))
        {
            // A selection keeps the numbers of the scenes, so a picture has the same mistakes in every selection.
            if (!bench.Select([scene.Pair]).Any() || i++ % bench.Every != 0)
                continue;
            if (good.Count == Wanted && ruined.Count == Wanted)
                break;
            Judge(bench, scene, good, ruined);
        }

        if (i == 0)
            yield break;
        yield return Share("ruined answers refused", ruined);
        yield return Share("good answers accepted", good);
    }

    private static double Score(PlanarImage image, PlanarImage truth) => ImageComparison.Compare(image, truth, MaxShift).Psnr;

    private static Gate Share(string name, List<bool> right) =>
        new(Row, $"{name}: {right.Count(r => r)} of {right.Count}, percent", 100.0 * right.Count(r => r) / right.Count, Limit);

    private static void Judge(OutlierBench bench, VerdictScene scene, List<bool> good, List<bool> ruined)
    {
        (PngPicture blurred, PlanarImage truth) = scene.Make(bench.Data, bench.Size);
        using PlanarImage sharp = truth,
            values = blurred.Values();
        double before = Score(values, sharp);
        using Answer right = bench.Restore(blurred, scene.Pair.Psf);
        double best = Score(right.Values, sharp);
        if (good.Count < Wanted && best >= before + Clear)
        {
            good.Add(right.Check.Fits);
            Report(bench, scene, "good", right, right.Check.Fits, before, best, best, blurred);
        }

        IReadOnlyList<(string Name, Psf Psf)> kernels = BlurCase.Kernels(bench.Data);
        IReadOnlyList<Mistake> mistakes = Mistake.All(scene, kernels, bench.Restoration);
        for (int j = 0; j < Tries && ruined.Count < Wanted; j++)
        {
            Mistake mistake = mistakes[(scene.Number + (scene.Number / mistakes.Count) + j) % mistakes.Count];
            using Answer answer = bench.Restore(blurred, mistake.Psf, options: mistake.Options);
            double psnr = Score(answer.Values, sharp);
            if (psnr > before - Clear && psnr > best - Ruinous)
                continue;
            ruined.Add(!answer.Check.Fits);
            Report(bench, scene, mistake.Name, answer, !answer.Check.Fits, before, best, psnr, blurred);
            break;
        }
    }

    private static void Report(
        OutlierBench bench,
        VerdictScene scene,
        string kind,
        Answer answer,
        bool isRight,
        double before,
        double best,
        double psnr,
        PngPicture blurred
    ) =>
        bench.Report(
            new(
                Row,
                $"{scene.Name}_{kind}",
                [
                    ("blurred", before),
                    ("right", best),
                    ("answer", psnr),
                    ("chi2", answer.Check.ChiSquare),
                    ("whiteness", answer.Check.Whiteness),
                    ("noise gain", answer.Check.NoiseGain),
                    ("overshoot %", answer.Check.OvershootPercent),
                    ("artifact %", answer.Check.ArtifactPercent),
                    ("black %", answer.Check.BlackPercent),
                    ("clipped %", answer.Check.ClippedPercent),
                ],
                $"{Words.Of(answer.Check.Verdict)}{(isRight ? "" : "  WRONG VERDICT")}"
            ),
            ("blurred", blurred),
            ("answer", answer.File)
        );
}
