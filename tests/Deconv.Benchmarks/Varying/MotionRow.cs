using System.Globalization;
using Deconv.Benchmarks.Outliers;
using Deconv.Psfs;
using Deconv.Restoration;
using Deconv.Simulation;

namespace Deconv.Benchmarks.Varying;

/// <summary>motion: a camera that turns while it shakes, restored with its true field; against a uniform blur of the same size.</summary>
internal static class MotionRow
{
    private const int Border = 30;
    private const double Allowed = -0.7;
    private static readonly double[] Turns = [0.5, 1];
    private static readonly Shape Coarse = new(5, 7);

    public static IEnumerable<Gate> Measure(VaryingBench bench)
    {
        foreach (double turn in Turns)
        {
            CameraMotion motion = VaryingScene.Motion(turn);
            CameraMotion uniform = VaryingScene.Straightened(motion, VaryingScene.Side / 4.0, VaryingScene.Side / 4.0);
            var coarse = new List<double>();
            var dense = new List<double>();
            foreach (string photo in bench.Photos)
            {
                double[] p = One(bench, photo, motion, uniform);
                coarse.Add(p[2] - p[4]);
                dense.Add(p[3] - p[4]);
                bench.Lines?.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{photo, -10} turn {turn}: blurred {p[0]:F2}, one PSF {p[1]:F2}, field 7x5 {p[2]:F2}, "
                            + $"own places {p[3]:F2}, uniform {p[4]:F2} dB"
                    )
                );
            }

            string name = string.Create(CultureInfo.InvariantCulture, $"turn of {turn}°, mean of {coarse.Count} photographs less uniform, dB");
            yield return new("motion", name + ", 7x5", coarse.Average(), Allowed);
            yield return new("motion", name + ", own places", dense.Average(), Allowed);
        }
    }

    private static double[] One(VaryingBench bench, string photo, CameraMotion motion, CameraMotion uniform)
    {
        using PlanarImage scene = VaryingScene.Load(bench.Data, photo, VaryingScene.Side);
        Shape whole = scene.Shape;
        int margin = Math.Max(motion.Reach(whole), uniform.Reach(whole));
        var frame = new Shape(whole.Height - (2 * margin), whole.Width - (2 * margin));
        using PlanarImage truth = scene.Crop(margin, margin, frame),
            photograph = Shaken(motion),
            even = Shaken(uniform);
        var part = new Region(Border, Border, new(frame.Height - (2 * Border), frame.Width - (2 * Border)));
        PsfField dense = motion.Field(whole).Part(margin, margin);
        PsfField coarse = PsfField.Over(frame, Coarse, (r, c) => motion.PsfAt(whole, r + margin, c + margin));
        using DeconvolutionResult one = Deconvolver.Run(photograph, dense.Middle(frame), bench.Restoration),
            reference = Deconvolver.Run(even, uniform.PsfAt(whole, 0, 0), bench.Restoration);
        return
        [
            VaryingScene.Psnr(photograph, truth, part),
            VaryingScene.Psnr(one.Image, truth, part),
            VaryingScene.Restored(photograph, truth, coarse, bench.Restoration, part),
            VaryingScene.Restored(photograph, truth, dense, bench.Restoration, part),
            VaryingScene.Psnr(reference.Image, truth, part),
        ];

        PlanarImage Shaken(CameraMotion by)
        {
            using PlanarImage blurred = by.Blur(scene);
            PlanarImage kept = blurred.Crop(margin, margin, frame);
            Degradation.AddGaussianNoise(kept, VaryingScene.Noise, 1);
            return kept;
        }
    }
}
