using System.Globalization;
using Deconv.Benchmarks.Outliers;
using Deconv.Psfs;
using Deconv.Restoration;
using Deconv.Simulation;

namespace Deconv.Benchmarks.Varying;

/// <summary>time: 4 megapixels with a field of 7x5 against one PSF of the same size, in turns.</summary>
internal static class TimeRow
{
    private const int Side = 2048,
        Turns = 3;

    public static IEnumerable<Gate> Measure(VaryingBench bench)
    {
        using PlanarImage scene = VaryingScene.Load(bench.Data, bench.Photos[0], Side);
        CameraMotion motion = VaryingScene.Motion(0.5);
        PsfField field = motion.Field(scene.Shape, new(5, 7));
        Psf one = field.Middle(scene.Shape);
        double[] ratios = new double[Turns];
        for (int i = 0; i < Turns; i++)
        {
            using DeconvolutionResult even = Deconvolver.Run(scene, one, bench.Restoration),
                varying = Deconvolver.Run(scene, field, bench.Restoration);
            ratios[i] = varying.Elapsed / even.Elapsed;
            bench.Lines?.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"PSF {field.Shape}: field {varying.Elapsed.TotalSeconds:F2} s, uniform {even.Elapsed.TotalSeconds:F2} s, ratio {ratios[i]:F2}"
                )
            );
        }

        Array.Sort(ratios);
        yield return new("time", "4 megapixels, 7x5 PSFs over one PSF, median ratio", ratios[Turns / 2], 1.6, AtLeast: false);
    }
}
