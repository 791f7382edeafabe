using Deconv.Benchmarks.Quality;
using Deconv.Psfs;

namespace Deconv.Benchmarks.Outliers;

/// <summary>A photograph and a blur.</summary>
/// <param name="Photo">Name of the photograph.</param>
/// <param name="Blur">Name of the blur.</param>
/// <param name="Psf">The blur.</param>
/// <param name="Seed">Differs for every case of a row, whichever are selected.</param>
internal sealed record BlurCase(string Photo, string Blur, Psf Psf, int Seed)
{
    /// <summary>Eight photographs of at least 400x400.</summary>
    public static readonly string[] EightPhotos = ["astronaut", "camera", "coffee", "kodim01", "kodim05", "kodim07", "kodim19", "kodim23"];

    public string Name => $"{Photo}_{Blur}";

    /// <summary>The larger side of the PSF.</summary>
    public int Width => Math.Max(Psf.Shape.Height, Psf.Shape.Width);

    /// <summary>All photographs under all blurs.</summary>
    public static IEnumerable<BlurCase> All(IEnumerable<string> photos, IReadOnlyList<(string Name, Psf Psf)> blurs) =>
        photos.SelectMany((photo, i) => blurs.Select((blur, k) => new BlurCase(photo, blur.Name, blur.Psf, 1000 + (100 * i) + k)));

    /// <summary>The kernels of Levin et al. with their names.</summary>
    public static IReadOnlyList<(string Name, Psf Psf)> Kernels(string data) =>
        [.. QualitySet.ShakeKernels(data).Select((psf, k) => ($"ker{k + 1:00}", psf))];

    /// <summary>
    /// The middle of the photograph: so much that the blurred picture has no more than size² samples, none of which depends on what is outside.
    /// </summary>
    public PlanarImage Scene(string data, int size)
    {
        using PlanarImage whole = QualityCase.Load(QualitySet.FindPhoto(data, Photo));
        return SceneFrame.Middle(whole, Psf, size);
    }
}
