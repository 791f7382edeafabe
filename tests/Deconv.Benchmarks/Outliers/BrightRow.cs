using Deconv.Benchmarks.Quality;
using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Simulation;

namespace Deconv.Benchmarks.Outliers;

/// <summary>bright: photographs times 1.5, clipped at white, channel by channel.</summary>
internal static class BrightRow
{
    private const string Row = "bright";
    private const float Gain = 1.5f;
    private const double SmallestGain = -0.1;
    private const double MeanGain = 1.5;

    public static IEnumerable<Gate> Measure(OutlierBench bench)
    {
        IEnumerable<string> photos = Directory
            .GetFiles(QualitySet.Folder(bench.Data, "photos"))
            .Where(f => Path.GetExtension(f) is ".png" or ".jpg")
            .Select(f => Path.GetFileNameWithoutExtension(f))
            .Order(StringComparer.Ordinal);
        double[] gains =
        [
            .. bench.Select(BlurCase.All(photos, [("disk3", Psf.Disk(3)), .. BlurCase.Kernels(bench.Data)])).Select(c => GainOf(bench, c)),
        ];
        if (gains.Length == 0)
            yield break;
        yield return new(Row, $"worst gain of the default over --saturation off, {gains.Length} pictures, dB", gains.Min(), SmallestGain);
        yield return new(Row, $"mean gain of the default over --saturation off, {gains.Length} pictures, dB", gains.Average(), MeanGain);
    }

    private static double GainOf(OutlierBench bench, BlurCase pair)
    {
        using PlanarImage scene = pair.Scene(bench.Data, bench.Size);
        ClaimScene.Apply(scene, v => Gain * v);
        using PlanarImage truth = SceneFrame.Truth(scene, pair.Psf),
            light = Degradation.Blur(scene, pair.Psf, Boundary.Unknown, 1);
        PngPicture blurred = PngPicture.Of(light, TransferFunction.Linear);
        using var answers = new AgainstOff(bench, blurred, pair.Psf, truth);
        bench.Report(new(Row, pair.Name, answers.Figures, Words.Of(answers.Standard.Check.Verdict)), [.. answers.Pictures]);
        return answers.Gain;
    }
}
