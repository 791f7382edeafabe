using System.Globalization;
using Deconv.Benchmarks.Outliers;
using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Restoration;
using Deconv.Simulation;

namespace Deconv.Benchmarks.Varying;

/// <summary>lens: a Gaussian of 0.5 px in the middle and 2 px in the corner, against the Gaussian between them.</summary>
internal static class LensRow
{
    private const double Center = 0.5,
        Corner = 2,
        Compromise = 1.25;

    /// <summary>Places along an axis of the field that makes the photograph, and of the one that restores it.</summary>
    private const int Made = 65,
        Given = 9;

    private const int Part = 160;

    public static IEnumerable<Gate> Measure(VaryingBench bench)
    {
        var corner = new List<double>();
        var center = new List<double>();
        foreach (string photo in bench.Photos)
        {
            using PlanarImage truth = VaryingScene.Load(bench.Data, photo, VaryingScene.Side);
            Shape frame = truth.Shape;
            using PlanarImage blurred = Degradation.Blur(truth, PsfField.Over(frame, new(Made, Made), At), Boundary.Symmetric);
            Degradation.AddGaussianNoise(blurred, VaryingScene.Noise, 1);
            using DeconvolutionResult field = Deconvolver.Run(blurred, PsfField.Over(frame, new(Given, Given), At), bench.Restoration),
                between = Deconvolver.Run(blurred, Psf.Gaussian(Compromise), bench.Restoration),
                sharp = Deconvolver.Run(blurred, Psf.Gaussian(Center), bench.Restoration);
            double outside = Corners(field.Image, truth) - Corners(between.Image, truth),
                inside = Middle(field.Image, truth) - Middle(sharp.Image, truth);
            (double m0, double m1, double c0, double c1) = (
                Middle(blurred, truth),
                Middle(field.Image, truth),
                Corners(blurred, truth),
                Corners(field.Image, truth)
            );
            bench.Lines?.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{photo, -10} middle {m0:F2} → {m1:F2} ({inside:+0.00;-0.00} against gaussian:0.5), "
                        + $"corners {c0:F2} → {c1:F2} dB ({outside:+0.00;-0.00} against gaussian:1.25)"
                )
            );
            corner.Add(outside);
            center.Add(inside);
        }

        yield return new("lens", "corners, field less uniform compromise, mean, dB", corner.Average(), 2);
        yield return new("lens", "middle, field less the PSF of the middle, mean, dB", center.Average(), -0.1);
    }

    private static Psf At(double row, double column)
    {
        const double Half = 0.5 * (VaryingScene.Side - 1);
        double distance = Math.Sqrt(((row - Half) * (row - Half)) + ((column - Half) * (column - Half))) / (Half * Math.Sqrt(2));
        return Psf.Gaussian(Center + ((Corner - Center) * distance));
    }

    private static double Middle(PlanarImage picture, PlanarImage truth)
    {
        const int At = (VaryingScene.Side - Part) / 2;
        return VaryingScene.Psnr(picture, truth, new(At, At, new(Part, Part)));
    }

    private static double Corners(PlanarImage picture, PlanarImage truth)
    {
        const int Border = 16,
            Far = VaryingScene.Side - Part - Border;
        int[] ends = [Border, Far];
        return ends.SelectMany(y => ends.Select(x => VaryingScene.Psnr(picture, truth, new(x, y, new(Part, Part))))).Average();
    }
}
