using Deconv.Metrics;
using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Restoration;
using Deconv.Simulation;

namespace Deconv.Cli.Jobs.SelfTests;

/// <summary>A complete restoration of a synthetic scene.</summary>
internal static class RestorationTests
{
    public static IEnumerable<SelfTest> All =>
        [
            new("synthetic scene, disk 3, noise 0.5 %: dB below a gain of 5", 0, () => Math.Max(0, 5 - Gain())),
            new("a constant stays constant", 1e-4, Constant),
        ];

    private static double Gain()
    {
        using PlanarImage scene = Scene(new(160, 192));
        Psf psf = Psf.Disk(3);
        using PlanarImage blurred = Degradation.Blur(scene, psf, Boundary.Unknown);
        Degradation.AddGaussianNoise(blurred, 0.005, 1);
        using PlanarImage truth = scene.Crop(
            (scene.Shape.Height - blurred.Shape.Height) / 2,
            (scene.Shape.Width - blurred.Shape.Width) / 2,
            blurred.Shape
        );
        using DeconvolutionResult result = Deconvolver.Run(blurred, psf);
        return ImageComparison.Compare(result.Image, truth).Psnr - ImageComparison.Compare(blurred, truth).Psnr;
    }

    private static double Constant()
    {
        using var image = new PlanarImage(new(48, 60), 1);
        image[0].Fill(0.4f);
        using DeconvolutionResult result = Deconvolver.Run(image, Psf.Disk(4));
        double worst = 0;
        foreach (float v in result.Image[0])
            worst = Math.Max(worst, Math.Abs(v - 0.4));
        return worst;
    }

    /// <summary>Rectangles of different sizes and brightness, as a simple scene.</summary>
    private static PlanarImage Scene(Shape shape)
    {
        var scene = new PlanarImage(shape, 1);
        scene[0].Fill(0.3f);
        var random = new Random(4);
        for (int i = 0; i < 60; i++)
        {
            int h = random.Next(4, 40),
                w = random.Next(4, 40),
                top = random.Next(shape.Height - h),
                left = random.Next(shape.Width - w);
            float brightness = 0.1f + (0.8f * random.NextSingle());
            for (int y = top; y < top + h; y++)
                scene.Row(0, y).Slice(left, w).Fill(brightness);
        }

        return scene;
    }
}
