using Deconv.Blind.Search;
using Deconv.Blind.Steps;
using Deconv.Cli.Jobs.Sheets;
using Deconv.Imaging;

namespace Deconv.Benchmarks.Real;

/// <summary>The contact sheet of a real photograph: one window of it, blurred, restored, and as published, at full size.</summary>
internal static class RealSheet
{
    /// <summary>Side of the window in pixels.</summary>
    private const int WindowSide = 480;

    /// <summary>Draws and writes the sheet; an existing file is replaced.</summary>
    /// <param name="picture">The picture, for its published restorations.</param>
    /// <param name="blurred">The photograph.</param>
    /// <param name="restored">Its restoration.</param>
    /// <param name="verdict">What to write below it.</param>
    /// <param name="path">The PNG to write.</param>
    public static void Save(RealPicture picture, Photograph blurred, Photograph restored, string verdict, string path)
    {
        Region window = CropChooser.Densest(blurred.Color, new(WindowSide, WindowSide));
        var tiles = new List<SheetTile>();
        try
        {
            Add(blurred.Color, "blurred");
            Add(restored.Color, "ours", verdict);
            foreach ((string method, string file) in picture.Published)
            {
                using Photograph published = ImageFile.Load(file);
                using PlanarImage scaled = Scaled(published.Color, blurred.Shape);
                Add(scaled, method);
            }

            using Photograph sheet = ContactSheet.Draw(tiles);
            ImageFile.Save(sheet, path, SaveOptions.Default with { Overwrite = true });
        }
        finally
        {
            foreach (SheetTile tile in tiles)
                tile.Image.Dispose();
        }

        void Add(PlanarImage image, params string[] lines) =>
            tiles.Add(new(image.Crop(window.Top, window.Left, window.Shape), [.. lines.Select(l => (l, SheetColors.Ink))], null));
    }

    /// <summary>A copy of an image in another size: published results are often smaller than the photograph.</summary>
    private static PlanarImage Scaled(PlanarImage image, Shape to)
    {
        if (image.Shape == to)
            return image.Clone();
        var scaled = new PlanarImage(to, image.Count);
        (SeparableResampling down, SeparableResampling across) = (Axis(image.Shape.Height, to.Height), Axis(image.Shape.Width, to.Width));
        for (int plane = 0; plane < image.Count; plane++)
            SeparableResampling.Apply(image[plane], image.Shape, down, across, scaled[plane]);
        return scaled;

        static SeparableResampling Axis(int from, int to)
        {
            // A little more than the ratio, so that the last sample is not lost by rounding.
            double ratio = (to - 1.0) / Math.Max(1, from - 1) * (1 + 1e-9);
            return SeparableResampling.Smooth(from, ratio, ratio < 1 ? 0.5 / ratio : 0);
        }
    }
}
