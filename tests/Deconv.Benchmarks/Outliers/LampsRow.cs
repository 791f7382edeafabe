using Deconv.Benchmarks.Quality;

namespace Deconv.Benchmarks.Outliers;

/// <summary>lamps: lamps at 3 to 50 times white on a dim photograph, and what they do to the samples far away.</summary>
internal static class LampsRow
{
    private const string Row = "lamps";
    private const float Dim = 0.3f;
    private const double Noise = 0.005;
    private const int Count = 12;

    /// <summary>The lamps lie in a corner of this share of the height and width.</summary>
    private const double Corner = 0.4;

    private const double MeanGain = 3;

    /// <summary>Change of far samples that counts as none, in levels of 8 bits.</summary>
    private const double Tolerance = 1;

    public static IEnumerable<Gate> Measure(OutlierBench bench)
    {
        (double Gain, double Excess)[] results =
        [
            .. bench.Select(BlurCase.All(BlurCase.EightPhotos, BlurCase.Kernels(bench.Data))).Select(c => One(bench, c)),
        ];
        if (results.Length == 0)
            yield break;
        double worst = results.Min(r => r.Gain);
        FormattableString gain = $"mean gain over --saturation off, {results.Length} pictures (worst {worst:F2}), dB";
        yield return new(Row, FormattableString.Invariant(gain), results.Average(r => r.Gain), MeanGain);
        yield return new(Row, "worst far change with lamps, less that without, levels of 255", results.Max(r => r.Excess), Tolerance, AtLeast: false);
    }

    private static (double Gain, double Excess) One(OutlierBench bench, BlurCase pair)
    {
        using PlanarImage dark = pair.Scene(bench.Data, bench.Size);
        ClaimScene.Apply(dark, v => Dim * v);
        IReadOnlyList<Lamp> lamps = Lamp.Draw(Count, CornerOf(dark.Shape, pair), pair.Seed);
        var night = new Night(pair.Psf, Noise, NoiseOnPlateaus: pair.Seed % 2 == 1, 0, pair.Seed);
        using PlanarImage lit = Night.Lit(dark, lamps),
            truth = SceneFrame.Truth(lit, pair.Psf);
        PngPicture blurred = night.Expose(lit),
            unlit = night.Expose(dark);
        using PlanarImage values = blurred.Values(),
            darkValues = unlit.Values();
        using var answers = new AgainstOff(bench, blurred, pair.Psf, truth);
        using Answer reference = bench.Restore(unlit, pair.Psf);
        PlanarImage restored = answers.Standard.Clipped;
        var far = FarField.Of(lamps, dark.Shape, pair.Psf);
        double change = 255 * far.LargestChange(restored, values),
            usual = 255 * far.LargestChange(reference.Clipped, darkValues);
        bench.Report(
            new(
                Row,
                pair.Name,
                [
                    .. answers.Figures,
                    ("far beyond widths", far.DistanceInWidths),
                    ("far change", change),
                    ("without lamps", usual),
                    ("far difference", 255 * far.LargestChange(restored, reference.Clipped)),
                ],
                Words.Of(answers.Standard.Check.Verdict)
            ),
            [.. answers.Pictures, ("without-lamps", reference.File)]
        );
        return (answers.Gain, change - usual);
    }

    /// <summary>The upper left corner of the blurred picture, without the margin where streaks would leave the frame.</summary>
    private static Region CornerOf(Shape scene, BlurCase pair)
    {
        (int top, int left) = SceneFrame.Start(pair.Psf);
        Shape visible = SceneFrame.Visible(scene, pair.Psf);
        int margin = pair.Width / 2,
            side = Math.Max(margin + 1, (int)(Corner * Math.Min(visible.Height, visible.Width)));
        return new(left + margin, top + margin, new(side - margin, side - margin));
    }
}
