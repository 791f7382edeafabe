using Deconv.Benchmarks.Quality;
using Deconv.Imaging;
using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Simulation;

namespace Deconv.Benchmarks.Tests;

/// <summary>Makes a small folder for --data: one pair of levin09, one of lai16, and one picture under the names of all photographs.</summary>
internal static class MadeSets
{
    /// <summary>Larger than the border that the scores leave out.</summary>
    private const int PairSize = 80;

    private const int PhotoSize = 40;

    public static void Write(string data)
    {
        foreach (string photo in QualitySet.Photos.Concat(QualitySet.BlindPhotos).Concat(QualitySet.SharpPhotos).Distinct())
            Save(Path.Combine(data, "photos", photo + ".png"), PhotoSize);
        WritePair(Path.Combine(data, "levin09"), "im05_ker01_blurred", "im05_ker01_sharp", ["ker01_conv_aligned", "ker01_conv", "ker02_conv"]);
        WritePair(Path.Combine(data, "lai16"), "manmade_01_kernel_01", "manmade_01", ["kernel_01_conv"]);
    }

    private static void WritePair(string folder, string blurred, string sharp, string[] kernels)
    {
        Save(Path.Combine(folder, "sharp", sharp + ".png"), PairSize);
        Save(Path.Combine(folder, "blurred", blurred + ".png"), PairSize, Psf.Box(2));
        Directory.CreateDirectory(Path.Combine(folder, "kernels"));
        foreach (string kernel in kernels)
            PsfFile.Save(Psf.Box(2), Path.Combine(folder, "kernels", kernel + ".txt"));
    }

    private static void Save(string path, int size, Psf? psf = null)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var rings = new PlanarImage(new(size, size), 1);
        for (int y = 0; y < size; y++)
        for (int x = 0; x < size; x++)
            rings[0][(y * size) + x] = ((x * x) + (y * y)) / 97 % 3 * 0.4f;
        using var photograph = new Photograph(psf is null ? rings : Degradation.Blur(rings, psf, Boundary.Symmetric))
        {
            Transfer = TransferFunction.Linear,
        };
        ImageFile.Save(photograph, path);
    }
}
