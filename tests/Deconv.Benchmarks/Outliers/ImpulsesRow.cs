using Deconv.Benchmarks.Quality;
using Deconv.Operators;
using Deconv.Simulation;

namespace Deconv.Benchmarks.Outliers;

/// <summary>impulses: what 1 % and 5 % salt and pepper cost.</summary>
internal static class ImpulsesRow
{
    private const string Row = "impulses";
    private const double Noise = 0.01;

    private static readonly (double Share, double Limit)[] Amounts = [(0.01, 0.3), (0.05, 1.0)];

    public static IEnumerable<Gate> Measure(OutlierBench bench)
    {
        double[][] losses = [.. bench.Select(BlurCase.All(BlurCase.EightPhotos, BlurCase.Kernels(bench.Data))).Select(c => Losses(bench, c))];
        for (int i = 0; i < Amounts.Length && losses.Length > 0; i++)
        {
            double worst = losses.Max(l => l[i]);
            FormattableString name = $"mean loss with {100 * Amounts[i].Share} % impulses, {losses.Length} pictures (worst {worst:F2}), dB";
            yield return new(Row, FormattableString.Invariant(name), losses.Average(l => l[i]), Amounts[i].Limit, AtLeast: false);
        }
    }

    private static double[] Losses(OutlierBench bench, BlurCase pair)
    {
        using PlanarImage scene = pair.Scene(bench.Data, bench.Size),
            truth = SceneFrame.Truth(scene, pair.Psf),
            clean = Degradation.Blur(scene, pair.Psf, Boundary.Unknown, 1);
        Degradation.AddGaussianNoise(clean, Noise, pair.Seed);
        PngPicture unhit = PngPicture.Of(clean, TransferFunction.Linear);
        using Answer reference = bench.Restore(unhit, pair.Psf);
        double without = reference.Psnr(truth);
        var figures = new List<(string, double)> { ("none", without) };
        var pictures = new List<(string, PngPicture)> { ("default-0", reference.File) };
        var losses = new double[Amounts.Length];
        for (int i = 0; i < losses.Length; i++)
        {
            int percent = (int)Math.Round(100 * Amounts[i].Share);
            using PlanarImage hit = clean.Clone();
            SaltAndPepper.Add(hit, Amounts[i].Share, pair.Seed);
            PngPicture blurred = PngPicture.Of(hit, TransferFunction.Linear);
            using Answer answer = bench.Restore(blurred, pair.Psf);
            double with = answer.Psnr(truth);
            losses[i] = without - with;
            figures.AddRange([($"{percent} %", with), ($"loss {percent} %", losses[i])]);
            pictures.AddRange([($"blurred-{percent}", blurred), ($"default-{percent}", answer.File)]);
        }

        bench.Report(new(Row, pair.Name, figures, Words.Of(reference.Check.Verdict)), [.. pictures]);
        return losses;
    }
}
