using Deconv.Benchmarks.Quality;
using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Restoration;
using Deconv.Simulation;

namespace Deconv.Benchmarks.Outliers;

/// <summary>A wrong way to restore a picture.</summary>
/// <param name="Name">What is wrong.</param>
/// <param name="Psf">The PSF that is used.</param>
/// <param name="Options">The options that are used.</param>
internal sealed record Mistake(string Name, Psf Psf, DeconvolutionOptions Options)
{
    private const float StreakPeak = 20;
    private const double StreakRadius = 2.5;
    private const double FarTooSmall = 1e-5;

    /// <summary>The mistakes that can be made with a picture.</summary>
    public static IReadOnlyList<Mistake> All(VerdictScene scene, IReadOnlyList<(string Name, Psf Psf)> kernels, DeconvolutionOptions options)
    {
        Psf psf = scene.Pair.Psf,
            streak = Streak(psf);
        return
        [
            .. WrongPsfs(scene.Pair, kernels).Select(w => new Mistake(w.Name, w.Psf, options)),
            new("noise-too-low", psf, options with { Noise = scene.Noise / 10 }),
            new("streak", streak, options with { Noise = FarTooSmall }),
            new("lambda-too-small", psf, options with { LambdaFactor = 0.01 }),
            new("zebra", streak, options with { LambdaFactor = 0.01 }),
        ];
    }

    private static IEnumerable<(string Name, Psf Psf)> WrongPsfs(BlurCase pair, IReadOnlyList<(string Name, Psf Psf)> kernels)
    {
        switch (pair.Blur)
        {
            case "disk4":
                yield return ("disk-too-large", Psf.Disk(6.5));
                yield return ("disk-much-too-large", Psf.Disk(8));
                break;
            case "motion15_30":
                yield return ("angle-wrong", Psf.Motion(15, 70));
                yield return ("motion-mirrored", Psf.Motion(15, -30));
                break;
            case "motion9_100":
                yield return ("angle-wrong", Psf.Motion(9, 140));
                yield return ("motion-too-long", Psf.Motion(14, 100));
                break;
            default:
                int own = kernels.Select(k => k.Name).ToList().IndexOf(pair.Blur);
                yield return ("kernel-mirrored", pair.Psf.Flip());
                yield return ("other-kernel", kernels[(own + 3) % kernels.Count].Psf);
                break;
        }
    }

    /// <summary>The clipped streak of a lamp, taken for the PSF: all of it is flat and too wide.</summary>
    private static Psf Streak(Psf psf)
    {
        int reach = Math.Max(psf.Shape.Height, psf.Shape.Width) + (int)StreakRadius + 1,
            side = (2 * reach) + 1;
        using var dark = new PlanarImage(new(side, side), 1);
        new Lamp(reach, reach, StreakRadius, StreakPeak, [1]).AddTo(dark);
        using PlanarImage light = Degradation.Blur(dark, psf, Boundary.Zero, 1);
        ClaimScene.Apply(light, v => Math.Clamp(v, 0, 1));
        return Psf.FromSamples(light.Shape, light[0], reach, reach).Trimmed();
    }
}
