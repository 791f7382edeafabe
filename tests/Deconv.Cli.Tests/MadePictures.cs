using Deconv.Imaging;
using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Simulation;

namespace Deconv.Cli.Tests;

/// <summary>Small pictures that a test makes for itself: stripes, a lamp, an edge, and a folder as 'deconv bench --data' wants it.</summary>
internal static class MadePictures
{
    private static readonly string[] Photos =
    [
        "ascent",
        "astronaut",
        "brick",
        "camera",
        "cell",
        "chelsea",
        "coffee",
        "coins",
        "face",
        "grass",
        "gravel",
        "rocket",
        "kodim01",
        "kodim04",
        "kodim05",
        "kodim07",
        "kodim08",
        "kodim13",
        "kodim19",
        "kodim23",
    ];

    /// <summary>Writes small.png, point.png, edge.png, and the folders levin09, lai16 and photos below data.</summary>
    public static void Write(string folder)
    {
        Save(Path.Combine(folder, "small.png"), 96, (x, y) => ((96 * y) + x) / 7 % 5 * 0.2);
        Save(Path.Combine(folder, "point.png"), 96, (x, y) => 0.05 + (0.8 * Math.Exp(-(((x - 48) * (x - 48)) + ((y - 48) * (y - 48))) / 8.0)));
        Save(Path.Combine(folder, "edge.png"), 96, (x, y) => 0.5 + (0.3 * Math.Tanh((x - 48 - (0.1 * (y - 48))) / 2.0)));
        string data = Path.Combine(folder, "data");
        foreach (string photo in Photos)
            Save(Path.Combine(data, "photos", photo + ".png"), 40, Rings);
        foreach (
            (string set, string blurred, string sharp, string kernels) in (ReadOnlySpan<(string, string, string, string)>)
                [
                    ("levin09", "im05_ker01_blurred", "im05_ker01_sharp", "ker01_conv_aligned ker01_conv ker02_conv"),
                    ("lai16", "manmade_01_kernel_01", "manmade_01", "kernel_01_conv"),
                ]
        )
        {
            // Larger than the border that the score leaves out.
            Save(Path.Combine(data, set, "sharp", sharp + ".png"), 80, Rings);
            Save(Path.Combine(data, set, "blurred", blurred + ".png"), 80, Rings, Psf.Box(2));
            Directory.CreateDirectory(Path.Combine(data, set, "kernels"));
            foreach (string kernel in kernels.Split(' '))
                PsfFile.Save(Psf.Box(2), Path.Combine(data, set, "kernels", kernel + ".txt"));
        }
    }

    private static double Rings(int x, int y) => ((x * x) + (y * y)) / 97 % 3 * 0.4;

    private static void Save(string path, int size, Func<int, int, double> value, Psf? psf = null)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var image = new PlanarImage(new(size, size), 1);
        for (int i = 0; i < size * size; i++)
            image[0][i] = (float)value(i % size, i / size);
        using var photograph = new Photograph(psf is null ? image : Degradation.Blur(image, psf, Boundary.Symmetric))
        {
            Transfer = TransferFunction.Linear,
        };
        ImageFile.Save(photograph, path);
    }
}
