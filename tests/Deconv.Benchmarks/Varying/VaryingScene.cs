using Deconv.Benchmarks.Quality;
using Deconv.Metrics;
using Deconv.Psfs;
using Deconv.Restoration;
using Deconv.Simulation;

namespace Deconv.Benchmarks.Varying;

/// <summary>A photograph, mirrored until it fills a square, and what the rows make of it: gray, linear light, 1 % noise.</summary>
internal static class VaryingScene
{
    public const double Noise = 0.01;

    /// <summary>Rows and columns.</summary>
    public const int Side = 1024;

    private const int Poses = 64;

    /// <summary>The photograph as one plane.</summary>
    public static PlanarImage Load(string data, string photo, int side)
    {
        using PlanarImage whole = QualityCase.LoadGray(QualitySet.FindPhoto(data, photo));
        var scene = new PlanarImage(new(side, side), 1);
        for (int y = 0; y < side; y++)
        for (int x = 0; x < side; x++)
            scene[0][(y * side) + x] = whole.Row(0, Mirrored(y, whole.Shape.Height))[Mirrored(x, whole.Shape.Width)];
        return scene;
    }

    /// <summary>A bent path of about 8 pixels, and a turn during it.</summary>
    /// <param name="degrees">From the first to the last pose, not counting a small tremble.</param>
    public static CameraMotion Motion(double degrees)
    {
        CameraPose[] poses = [.. Enumerable.Range(0, Poses).Select(i => Pose(i / (Poses - 1.0)))];
        double x = poses.Average(p => p.X),
            y = poses.Average(p => p.Y);
        return new([.. poses.Select(p => p with { X = p.X - x, Y = p.Y - y })]);

        CameraPose Pose(double t) =>
            new(
                (6 * Math.Sin(2.2 * t)) + (1.5 * Math.Sin(9 * t)),
                (4 * Math.Cos(3.1 * t)) + (1.2 * Math.Sin(7 * t)),
                degrees * (t - 0.5 + (0.1 * Math.Sin(8 * t)))
            );
    }

    /// <summary>The same path at a place of the frame, without a turn: a uniform blur of the same size.</summary>
    public static CameraMotion Straightened(CameraMotion motion, double row, double column)
    {
        double center = 0.5 * (Side - 1);
        return new([.. motion.Poses.Select(At)]);

        CameraPose At(CameraPose pose)
        {
            (double sin, double cos) = Math.SinCos(pose.Roll * Math.PI / 180);
            (double x, double y) = (column - center, row - center);
            return new((x * cos) - (y * sin) - x + pose.X, (x * sin) + (y * cos) - y + pose.Y, Weight: pose.Weight);
        }
    }

    /// <summary>PSNR of a part without its border.</summary>
    public static double Psnr(PlanarImage picture, PlanarImage truth, Region part)
    {
        using PlanarImage a = picture.Crop(part.Top, part.Left, part.Shape),
            b = truth.Crop(part.Top, part.Left, part.Shape);
        return ImageComparison.Compare(a, b).Psnr;
    }

    /// <summary>Restores and measures inside a border.</summary>
    public static double Restored(PlanarImage photo, PlanarImage truth, PsfField field, DeconvolutionOptions options, Region part)
    {
        using DeconvolutionResult result = Deconvolver.Run(photo, field, options);
        return Psnr(result.Image, truth, part);
    }

    private static int Mirrored(int i, int n)
    {
        i %= Math.Max(1, (2 * n) - 2);
        return i < n ? i : (2 * n) - 2 - i;
    }
}
