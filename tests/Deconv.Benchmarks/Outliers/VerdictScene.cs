using Deconv.Benchmarks.Quality;
using Deconv.Psfs;

namespace Deconv.Benchmarks.Outliers;

/// <summary>A night picture, restored rightly and wrongly to see what the verdict says.</summary>
/// <param name="Pair">Photograph and true blur.</param>
/// <param name="Number">Number of the scene; decides brightness, noise and impulses.</param>
internal sealed record VerdictScene(BlurCase Pair, int Number)
{
    private const int Lamps = 10;

    private static readonly float[] Brightness = [0.3f, 0.6f];

    private static readonly double[] Noises = [0.002, 0.005, 0.01];

    private static readonly double[] Impulses = [0, 0, 0, 0.01, 0];

    public double Noise => Noises[Number % Noises.Length];

    public string Name => FormattableString.Invariant($"{Pair.Name}_noise{100 * Noise}_impulses{100 * Hit}");

    private double Hit => Impulses[Number % Impulses.Length];

    /// <summary>Every photograph once under some blur, then again under the next blur, so that the first scenes differ as much as they can.</summary>
    public static IEnumerable<VerdictScene> All(string data)
    {
        IReadOnlyList<(string Name, Psf Psf)> blurs =
        [
            .. BlurCase.Kernels(data),
            ("disk4", Psf.Disk(4)),
            ("motion15_30", Psf.Motion(15, 30)),
            ("motion9_100", Psf.Motion(9, 100)),
        ];
        string[] photos = BlurCase.EightPhotos;
        ILookup<string, BlurCase> pairs = BlurCase.All(photos, blurs).ToLookup(p => p.Photo);
        for (int n = 0; n < photos.Length * blurs.Count; n++)
            yield return new(pairs[photos[n % photos.Length]].ElementAt((n + (n / photos.Length)) % blurs.Count), n);
    }

    /// <summary>The blurred picture, and its truth as a file holds it.</summary>
    public (PngPicture Blurred, PlanarImage Truth) Make(string data, int size)
    {
        using PlanarImage dark = Pair.Scene(data, size);
        ClaimScene.Apply(dark, v => Brightness[(Number + (Number / BlurCase.EightPhotos.Length)) % Brightness.Length] * v);
        using PlanarImage lit = Night.Lit(dark, Lamp.Draw(Lamps, Region.Whole(dark.Shape), Pair.Seed));
        var night = new Night(Pair.Psf, Noise, NoiseOnPlateaus: false, Hit, Pair.Seed);
        return (night.Expose(lit), SceneFrame.Truth(lit, Pair.Psf));
    }
}
