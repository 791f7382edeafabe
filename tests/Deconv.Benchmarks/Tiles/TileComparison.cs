using System.Diagnostics;
using System.Globalization;
using Deconv.Imaging;
using Deconv.Psfs;
using Deconv.Restoration;
using Deconv.Restoration.Tiles;

namespace Deconv.Benchmarks.Tiles;

/// <summary>A picture restored in tiles and as a whole, with the same values.</summary>
internal sealed record TileComparison
{
    /// <summary>Differences are shown this many times as large.</summary>
    private const float Gain = 64;

    public required string Case { get; init; }

    public required string Tiles { get; init; }

    public required int Reach { get; init; }

    /// <summary>Root mean square difference of samples limited to 0 to 1, linear light.</summary>
    public required double Rms { get; init; }

    /// <summary>Percentage of the samples that differ by more than half a code of 8 bits.</summary>
    public required double OverHalfPercent { get; init; }

    /// <summary>Largest difference in codes of 8 bits, and the one that 999 of 1000 samples stay below.</summary>
    public required double Largest { get; init; }

    public required double Rank999 { get; init; }

    /// <summary>Processor time in tiles over that of the whole.</summary>
    public required double TimeRatio { get; init; }

    public string Line =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Case, -40} reach {Reach, 3}, {Tiles, -4} tiles: rms {Rms:E1}, 99.9 % below {Rank999:F2} codes, "
                + $"{OverHalfPercent:F3} % over half a code, largest {Largest:F1}; time {TimeRatio:F2} of whole"
        );

    /// <summary>Measures a case.</summary>
    /// <param name="one">The case.</param>
    /// <param name="data">Folder of the pictures.</param>
    /// <param name="reach">Distance from a seam to the borders of its tiles; null for that of the library.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="save">Folder for the joined picture and the amplified difference; null to write none.</param>
    public static TileComparison Of(TileCase one, string data, int? reach, int threads, string? save)
    {
        Psf psf = one.Psf(data);
        using PlanarImage picture = one.Picture(data);
        DeconvolutionOptions options = one.Options(threads);
        TileLayout layout = Layout(picture.Shape, psf.Shape, reach);
        (DeconvolutionResult joined, double joinedTime) = Timed(picture, psf, options, layout);
        DeconvolutionOptions same = options with { Automatic = joined.Parameters.Automatic, NonNegative = joined.Parameters.NonNegative };
        (DeconvolutionResult whole, double wholeTime) = Timed(picture, psf, same, TileLayout.Whole(picture.Shape));
        options.Weights?.Dispose();
        using (joined)
        using (whole)
        {
            float[] codes = Differences(joined.Image, whole.Image, out double squares);
            if (save is not null)
                Save(one, joined.Image, whole.Image, save);
            Array.Sort(codes);
            return new()
            {
                Case = one.Extra.Length > 0 ? $"{one.Name}, {one.Extra}" : one.Name,
                Tiles = $"{layout.Columns}×{layout.Rows}",
                Reach = layout.Reach,
                Rms = Math.Sqrt(squares / codes.Length),
                OverHalfPercent = 100.0 * codes.Count(c => c > 0.5f) / codes.Length,
                Largest = codes[^1],
                Rank999 = codes[(int)(0.999 * codes.Length)],
                TimeRatio = joinedTime / wholeTime,
            };
        }
    }

    /// <summary>Tiles with the reach of the library, small enough that the picture has several.</summary>
    private static TileLayout Layout(Shape picture, Shape psf, int? reach)
    {
        int own = reach ?? TileLayout.ReachOf(psf);
        for (long frame = 1 << 20; ; frame += 1 << 18)
        {
            TileLayout layout = TileLayout.Cheapest(picture, psf, own, frame);
            if (layout.Count > 1)
                return layout;
            if (frame > 16 << 20)
                throw new InvalidOperationException($"A {picture} picture cannot be cut with a reach of {own}.");
        }
    }

    private static (DeconvolutionResult Result, double Seconds) Timed(PlanarImage picture, Psf psf, DeconvolutionOptions options, TileLayout layout)
    {
        using var self = Process.GetCurrentProcess();
        TimeSpan start = self.TotalProcessorTime;
        DeconvolutionResult result = new DeconvolutionPlan(picture.Shape, picture.Count, psf, options, RunHints.Default, layout).Run(picture);
        self.Refresh();
        return (result, (self.TotalProcessorTime - start).TotalSeconds);
    }

    private static float[] Differences(PlanarImage a, PlanarImage b, out double squares)
    {
        var codes = new float[a.Count * a.Shape.Count];
        squares = 0;
        for (int plane = 0, at = 0; plane < a.Count; plane++)
        for (int i = 0; i < a.Shape.Count; i++, at++)
        {
            float x = Math.Clamp(a[plane][i], 0, 1),
                y = Math.Clamp(b[plane][i], 0, 1);
            squares += (x - y) * (double)(x - y);
            codes[at] = 255 * Math.Abs(Code(x) - Code(y));
        }

        return codes;
    }

    private static float Code(float light) => light <= 0.0031308f ? 12.92f * light : (1.055f * MathF.Pow(light, 1 / 2.4f)) - 0.055f;

    private static void Save(TileCase one, PlanarImage joined, PlanarImage whole, string folder)
    {
        string name = Path.Combine(folder, string.Concat($"{one.Name}-{one.Extra}".Select(c => char.IsLetterOrDigit(c) ? c : '-')));
        using var picture = new Photograph(joined.Clone());
        ImageFile.Save(picture, name + ".png", new() { Overwrite = true });
        PlanarImage difference = joined.Clone();
        for (int plane = 0; plane < difference.Count; plane++)
        for (int i = 0; i < difference.Shape.Count; i++)
            difference[plane][i] = 0.5f + (Gain * (Code(Math.Clamp(joined[plane][i], 0, 1)) - Code(Math.Clamp(whole[plane][i], 0, 1))));
        using var map = new Photograph(difference) { Transfer = TransferFunction.Linear };
        ImageFile.Save(map, name + "-difference.png", new() { Overwrite = true, Transfer = TransferFunction.Linear });
    }
}
