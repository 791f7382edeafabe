using Deconv.Imaging;

namespace Deconv.Cli.Tests;

/// <summary>Small pictures that a test makes for itself: stripes, a lamp and an edge.</summary>
internal static class MadePictures
{
    /// <summary>Writes small.png, point.png and edge.png.</summary>
    public static void Write(string folder)
    {
        Save(Path.Combine(folder, "small.png"), 96, (x, y) => ((96 * y) + x) / 7 % 5 * 0.2);
        Save(Path.Combine(folder, "point.png"), 96, (x, y) => 0.05 + (0.8 * Math.Exp(-(((x - 48) * (x - 48)) + ((y - 48) * (y - 48))) / 8.0)));
        Save(Path.Combine(folder, "edge.png"), 96, (x, y) => 0.5 + (0.3 * Math.Tanh((x - 48 - (0.1 * (y - 48))) / 2.0)));
    }

    private static void Save(string path, int size, Func<int, int, double> value)
    {
        var image = new PlanarImage(new(size, size), 1);
        for (int i = 0; i < size * size; i++)
            image[0][i] = (float)value(i % size, i / size);
        using var photograph = new Photograph(image) { Transfer = TransferFunction.Linear };
        ImageFile.Save(photograph, path);
    }
}
