using Deconv.Imaging;
using Deconv.Psfs;

namespace Deconv.Benchmarks.Fuzzing;

/// <summary>Small good files to damage: one of every kind that deconv reads.</summary>
internal static class Seeds
{
    private static readonly (string Extension, SampleDepth Depth)[] Pictures =
    [
        ("png", SampleDepth.UInt8),
        ("png", SampleDepth.UInt16),
        ("pfm", SampleDepth.Float32),
        ("pgm", SampleDepth.UInt8),
        ("pam", SampleDepth.UInt16),
        ("jpg", SampleDepth.UInt8),
        ("tif", SampleDepth.UInt16),
        ("tif", SampleDepth.Float32),
        ("webp", SampleDepth.UInt8),
        ("fits", SampleDepth.UInt16),
        ("fits", SampleDepth.Float32),
    ];

    /// <summary>Writes the files into a folder and returns them.</summary>
    public static IReadOnlyList<(string Name, byte[] Content, SeedKind Kind)> Make(string folder)
    {
        var seeds = new List<(string, byte[], SeedKind)>();
        foreach ((string extension, SampleDepth depth) in Pictures)
        {
            foreach (int planes in (int[])[1, 3])
            {
                string path = Path.Combine(folder, $"seed-{planes}-{depth}.{extension}");
                using var photograph = new Photograph(Scene(planes), extension == "png" ? Scene(1) : null) { Depth = depth };
                ImageFile.Save(photograph, path, new SaveOptions { Overwrite = true });
                seeds.Add((Path.GetFileName(path), File.ReadAllBytes(path), SeedKind.Picture));
            }
        }

        foreach (string extension in (string[])["txt", "csv", "npy", "png", "pfm"])
        {
            string path = Path.Combine(folder, $"kernel.{extension}");
            PsfFile.Save(Psf.Gaussian(1), path, overwrite: true);
            seeds.Add((Path.GetFileName(path), File.ReadAllBytes(path), SeedKind.Psf));
        }

        return seeds;
    }

    /// <summary>A small picture with an edge, a ramp and a point.</summary>
    public static PlanarImage Scene(int planes)
    {
        const int Height = 20,
            Width = 24;
        var picture = new PlanarImage(new(Height, Width), planes);
        for (int plane = 0; plane < planes; plane++)
        for (int y = 0; y < Height; y++)
        for (int x = 0; x < Width; x++)
            picture[plane][(y * Width) + x] = y == 5 && x == 5 ? 1 : (x > 11 ? 0.7f : 0.2f) + (0.01f * y) + (0.02f * plane);
        return picture;
    }
}
