using System.Runtime.InteropServices;
using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Simulation;

namespace Deconv.ImageSharp.Tests;

internal static class Pictures
{
    public static string Root { get; } = FindRoot();

    public static string Sample(string name) => Path.Combine(Root, "sample-images", name);

    /// <summary>Any bytes are pixels, except for floats: those are 0 to 1.</summary>
    public static Image<TPixel> Random<TPixel>(int width, int height, int seed = 1)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        var random = new Random(seed);
        var pixels = new TPixel[width * height];
        if (typeof(TPixel) == typeof(RgbaVector))
            foreach (ref float v in MemoryMarshal.Cast<TPixel, float>(pixels.AsSpan()))
                v = random.NextSingle();
        else
            random.NextBytes(MemoryMarshal.AsBytes(pixels.AsSpan()));
        return Image.LoadPixelData<TPixel>(pixels, width, height);
    }

    public static TPixel[] Pixels<TPixel>(this ImageFrame<TPixel> frame)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        var pixels = new TPixel[frame.Width * frame.Height];
        frame.CopyPixelDataTo(pixels);
        return pixels;
    }

    public static TPixel[] Pixels<TPixel>(this Image<TPixel> image)
        where TPixel : unmanaged, IPixel<TPixel> => image.Frames.RootFrame.Pixels();

    /// <summary>Stripes and disks through a lens, light in 0..1.</summary>
    public static PlanarImage Blurred(int width, int height, Psf psf, out PlanarImage truth)
    {
        using var scene = new PlanarImage(new(height + psf.Shape.Height - 1, width + psf.Shape.Width - 1), 3);
        for (int c = 0; c < 3; c++)
        for (int y = 0; y < scene.Shape.Height; y++)
        for (int x = 0; x < scene.Shape.Width; x++)
            scene.Row(c, y)[x] =
                (float)(Math.Sin(x * x * 0.005) > 0 ? 0.5 + (0.1 * c) : 0.15) + (Math.Pow(x - 40, 2) + Math.Pow(y - 30, 2) < 300 ? 0.25f : 0);
        PlanarImage photo = Degradation.Blur(scene, psf, Boundary.Unknown, threads: 1);
        Degradation.AddGaussianNoise(photo, 0.004, 1);
        truth = scene.Crop(psf.Shape.Height - 1 - psf.OriginRow, psf.Shape.Width - 1 - psf.OriginColumn, photo.Shape);
        return photo;
    }

    private static string FindRoot()
    {
        for (string? folder = AppContext.BaseDirectory; !string.IsNullOrEmpty(folder); folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "Deconv.sln")))
                return folder;
        throw new DirectoryNotFoundException("No folder above the tests holds Deconv.sln.");
    }
}
