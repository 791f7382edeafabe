using Deconv.Metrics;
using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Simulation;

namespace Deconv.Tests.Restoration;

/// <summary>Drawn scenes, photographed through a blur that reaches beyond the frame, with noise.</summary>
internal static class Scenes
{
    /// <summary>A truth and its photograph of one shape.</summary>
    public static (PlanarImage Truth, PlanarImage Photo) Photograph(PlanarImage scene, Psf psf, double noise, int seed = 1)
    {
        PlanarImage photo = Degradation.Blur(scene, psf, Boundary.Unknown, threads: 1);
        Degradation.AddGaussianNoise(photo, noise, seed);
        PlanarImage truth = scene.Crop(psf.Shape.Height - 1 - psf.OriginRow, psf.Shape.Width - 1 - psf.OriginColumn, photo.Shape);
        return (truth, photo);
    }

    /// <summary>
    /// Bars from 50 samples down to 9 a cycle, disks, a ring, a checkerboard and a soft shade: edges of every direction, flat and shaded places.
    /// </summary>
    public static PlanarImage Drawn(Shape shape, int planes = 1)
    {
        var image = new PlanarImage(shape, planes);
        for (int plane = 0; plane < planes; plane++)
        for (int y = 0; y < shape.Height; y++)
        for (int x = 0; x < shape.Width; x++)
            image.Row(plane, y)[x] = (float)Level(x, y, shape, plane);
        return image;
    }

    /// <summary>Rectangles of every size, one upon the other: power that falls as 1/f², as in photographs.</summary>
    public static PlanarImage Leaves(int size, int planes = 1)
    {
        var image = new PlanarImage(new(size, size), planes);
        var random = new Random(4);
        for (int plane = 0; plane < planes; plane++)
            image[plane].Fill(0.5f);
        for (int i = 0; i < 900; i++)
        {
            double side = 2 * Math.Pow(1 - (0.97 * random.NextDouble()), -1.1);
            int h = (int)Math.Min(size / 2.0, side * (0.5 + random.NextDouble())),
                w = (int)Math.Min(size / 2.0, side * (0.5 + random.NextDouble()));
            int top = random.Next(-h, size),
                left = random.Next(-w, size);
            float level = 0.1f + (0.7f * random.NextSingle());
            for (int plane = 0; plane < planes; plane++)
            for (int y = Math.Max(0, top); y < Math.Min(size, top + h); y++)
            for (int x = Math.Max(0, left); x < Math.Min(size, left + w); x++)
                image.Row(plane, y)[x] = level + (0.1f * plane * ((i % 3) - 1));
        }

        return image;
    }

    /// <summary>Waves of 40 and more samples: nothing that a blur of a few pixels takes away.</summary>
    public static PlanarImage Smooth(Shape shape)
    {
        var image = new PlanarImage(shape, 1);
        for (int y = 0; y < shape.Height; y++)
        for (int x = 0; x < shape.Width; x++)
            image.Row(0, y)[x] = (float)(0.55 + (0.2 * Math.Sin((x * 0.13) + 1)) + (0.15 * Math.Cos((y * 0.11) + (x * 0.04))));
        return image;
    }

    /// <summary>Steps of lengths from 7 to 40 samples.</summary>
    public static PlanarImage Steps(int length)
    {
        var image = new PlanarImage(new(1, length), 1);
        var random = new Random(5);
        for (int x = 0; x < length; )
        {
            int end = Math.Min(length, x + random.Next(7, 40));
            float level = 0.1f + (0.8f * random.NextSingle());
            for (; x < end; x++)
                image[0][x] = level;
        }

        return image;
    }

    public static double Psnr(PlanarImage picture, PlanarImage truth) => ImageComparison.Compare(picture, truth).Psnr;

    private static double Level(int x, int y, Shape shape, int plane)
    {
        double u = (double)x / shape.Width,
            v = (double)y / shape.Height,
            level = 0.35 + (0.2 * u) - (0.1 * v) + (0.05 * plane);
        if (v < 0.3 && u < 0.6)
            level = Math.Sin(x * x * 0.004) > 0 ? 0.85 : 0.15;
        else if (v > 0.72 && u > 0.5)
            level = ((x / 9) + (y / 9)) % 2 == 0 ? 0.75 : 0.3;
        double d = Math.Sqrt(Math.Pow(u - 0.28, 2) + Math.Pow(v - 0.6, 2));
        if (d < 0.1)
            level = 0.95 - (0.2 * plane);
        else if (d is > 0.15 and < 0.18)
            level = 0.05;
        if (Math.Abs(u - 0.78) < 0.14 && Math.Abs(v - 0.4) < 0.2)
            level = u + v > 1.18 ? 0.9 : 0.12 + (0.1 * plane);
        return level;
    }
}
