using Deconv.Imaging;
using Deconv.Psfs;

namespace Deconv.Benchmarks.Quality;

/// <summary>A blurred picture with its truth.</summary>
/// <param name="Name">Picture and PSF.</param>
/// <param name="Blurred">The picture to restore.</param>
/// <param name="Truth">The sharp picture.</param>
/// <param name="Psf">The blur.</param>
/// <param name="MaxShift">Largest shift that the score may undo, in pixels.</param>
/// <param name="CropBorder">Border left out of the score, in pixels.</param>
internal sealed record QualityCase(string Name, PlanarImage Blurred, PlanarImage Truth, Psf Psf, int MaxShift, int CropBorder) : IDisposable
{
    /// <summary>The values in the files are used as they are: these sets were made and are scored that way.</summary>
    private static readonly LoadOptions AsIs = LoadOptions.Default with { Transfer = TransferFunction.Linear };

    public void Dispose()
    {
        Blurred.Dispose();
        Truth.Dispose();
    }

    /// <summary>Writes NAME-blurred, -truth, -restored and -psf as PFM, which keeps every value.</summary>
    public void Save(string folder, PlanarImage restored)
    {
        Directory.CreateDirectory(folder);
        foreach (
            (string kind, PlanarImage image) in (ReadOnlySpan<(string, PlanarImage)>)[("blurred", Blurred), ("truth", Truth), ("restored", restored)]
        )
        {
            using var photograph = new Photograph(image.Clone()) { Depth = SampleDepth.Float32, Transfer = TransferFunction.Linear };
            ImageFile.Save(photograph, Path.Combine(folder, $"{Name}-{kind}.pfm"), SaveOptions.Default with { Overwrite = true });
        }

        PsfFile.Save(Psf, Path.Combine(folder, $"{Name}-psf.pfm"), overwrite: true);
    }

    public static PlanarImage Load(string path)
    {
        using Photograph photograph = ImageFile.Load(path, AsIs);
        return photograph.Color.Clone();
    }

    /// <summary>Y = .299 R + .587 G + .114 B of the values in the file.</summary>
    public static PlanarImage LoadGray(string path)
    {
        using PlanarImage image = Load(path);
        var gray = new PlanarImage(image.Shape, 1);
        if (image.Count == 1)
            image[0].CopyTo(gray[0]);
        for (int i = 0; i < image.Shape.Count && image.Count == 3; i++)
            gray[0][i] = (0.299f * image[0][i]) + (0.587f * image[1][i]) + (0.114f * image[2][i]);
        return gray;
    }
}
