using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Simulation;

namespace Deconv.Benchmarks.Quality;

/// <summary>A crop of a photograph and a PSF. The blurred picture needs no samples from outside the crop; noise and 8 bits as asked.</summary>
internal sealed class ClaimScene : IDisposable
{
    private readonly PlanarImage _scene;
    private readonly int _seed;

    private ClaimScene(PlanarImage scene, Psf psf, int seed)
    {
        (_scene, Psf, _seed) = (scene, psf, seed);
        Truth = Visible();
    }

    public Psf Psf { get; }

    /// <summary>What the restoration should give.</summary>
    public PlanarImage Truth { get; private set; }

    /// <summary>The middle of every photograph, no larger than size², under every other PSF in turn.</summary>
    public static IEnumerable<ClaimScene> Of(string data, IReadOnlyList<string> photos, int size, IReadOnlyList<Psf> psfs, bool gray = false)
    {
        for (int i = 0; i < photos.Count; i++)
        for (int k = psfs.Count == 1 ? 0 : i % 2; k < psfs.Count; k += 2)
        {
            Psf psf = psfs[k % psfs.Count];
            string path = Path.Combine(QualitySet.Folder(data, "photos"), photos[i] + ".png");
            using PlanarImage whole = gray ? QualityCase.LoadGray(path) : QualityCase.Load(path);
            var shape = new Shape(
                (int)Math.Min(whole.Shape.Height, (long)size + psf.Shape.Height - 1),
                (int)Math.Min(whole.Shape.Width, (long)size + psf.Shape.Width - 1)
            );
            yield return new(whole.Crop((whole.Shape.Height - shape.Height) / 2, (whole.Shape.Width - shape.Width) / 2, shape), psf, 100 + k);
        }
    }

    /// <summary>Changes every sample of the scene.</summary>
    public void Apply(Func<float, float> change)
    {
        Apply(_scene, change);
        Truth.Dispose();
        Truth = Visible();
    }

    /// <summary>Changes every sample.</summary>
    public static void Apply(PlanarImage image, Func<float, float> change)
    {
        for (int plane = 0; plane < image.Count; plane++)
            foreach (ref float v in image[plane])
                v = change(v);
    }

    /// <summary>Blurred, encoded, noisy, 8 bits.</summary>
    public PlanarImage Blurred(double noise, Func<float, float>? encode = null)
    {
        PlanarImage blurred = Degradation.Blur(_scene, Psf, Boundary.Unknown, 1);
        if (encode is not null)
            Apply(blurred, encode);
        Degradation.AddGaussianNoise(blurred, noise, _seed);
        Apply(blurred, v => MathF.Round(Math.Clamp(v, 0, 1) * 255) / 255);
        return blurred;
    }

    public void Dispose()
    {
        _scene.Dispose();
        Truth.Dispose();
    }

    private PlanarImage Visible() =>
        _scene.Crop(
            Psf.Shape.Height - 1 - Psf.OriginRow,
            Psf.Shape.Width - 1 - Psf.OriginColumn,
            new(_scene.Shape.Height - Psf.Shape.Height + 1, _scene.Shape.Width - Psf.Shape.Width + 1)
        );
}
