using Deconv.Metrics;
using Deconv.Psfs;
using Deconv.Restoration;
using Deconv.Simulation;

namespace Deconv.Benchmarks.Quality;

/// <summary>The claims, measured on photographs: color, linear light, saturation, impulses, photon noise, border, automatic λ.</summary>
internal static class ClaimSet
{
    private const int Size = 256;
    private const int ScoreBorder = 1;

    private static readonly string[] ColorPhotos =
    [
        "astronaut",
        "chelsea",
        "coffee",
        "kodim01",
        "kodim04",
        "kodim05",
        "kodim07",
        "kodim08",
        "kodim13",
        "kodim19",
        "kodim23",
    ];

    private static readonly double[] Factors = [0.25, 0.35, 0.5, 0.7, 1.4, 2, 2.8];

    private static readonly string[] ExactPsfs = ["disk:4", "disk:8", "motion:15,20", "motion:31,70", "gaussian:2", "box:9"];

    public static IEnumerable<Claim> All(string data, DeconvolutionOptions options)
    {
        Psf[] shakes = [.. QualitySet.ShakeKernels(data)];
        yield return new("opponent color against each channel, noise 1 %", 1.0, Color(data, shakes, options));
        yield return new("linear light against sRGB values, noise 0.5 %", 3.0, LinearLight(data, shakes, options));
        yield return new("saturation mask, 3 % of the highlights times 3", 3.0, Saturation(data, shakes, options));
        yield return new("1 % impulses against none, noise 1 %", -0.2, Impulses(data, shakes, options));
        yield return new("weights for photon noise against none, 1000 counts", 0.3, Photons(data, shakes, 1000, options));
        yield return new("weights for photon noise against none, 200 counts", 0.5, Photons(data, shakes, 200, options));
        yield return new("whole photographs: frame less 1 px against less 30 px", -0.2, Border(data, shakes, options));
        yield return new("automatic lambda against the best of 8, shake kernels, noise 1 %", -0.15, Lambda(data, shakes, 0.01, options));
        yield return new("automatic lambda against the best of 8, shake kernels, noise 3 %", -0.15, Lambda(data, shakes, 0.03, options));
        foreach (string psf in ExactPsfs)
        foreach (double noise in (double[])[0.005, 0.02])
            yield return new(
                $"automatic lambda against the best of 8, {psf}, noise {100 * noise} %",
                -0.15,
                Lambda(data, [Psf.Parse(psf)], noise, options)
            );
    }

    private static IEnumerable<(double Without, double With)> Color(string data, Psf[] psfs, DeconvolutionOptions options)
    {
        foreach (ClaimScene scene in ClaimScene.Of(data, ColorPhotos, Size, psfs))
            using (scene)
            {
                using PlanarImage blurred = scene.Blurred(0.01);
                yield return (
                    Score(blurred, scene, options with { Channels = ChannelMode.Each }),
                    Score(blurred, scene, options with { Channels = ChannelMode.Opponent })
                );
            }
    }

    private static IEnumerable<(double Without, double With)> LinearLight(string data, Psf[] psfs, DeconvolutionOptions options)
    {
        foreach (ClaimScene scene in ClaimScene.Of(data, ColorPhotos, Size, psfs))
            using (scene)
            {
                scene.Apply(Linear);
                using PlanarImage blurred = scene.Blurred(0.005, Encoded);
                scene.Apply(Encoded);
                double without = Score(blurred, scene, options);
                ClaimScene.Apply(blurred, Linear);
                yield return (without, Score(blurred, scene, options, image => ClaimScene.Apply(image, Encoded)));
            }
    }

    private static IEnumerable<(double Without, double With)> Saturation(string data, Psf[] psfs, DeconvolutionOptions options)
    {
        foreach (ClaimScene scene in ClaimScene.Of(data, QualitySet.Photos, Size, psfs, gray: true))
            using (scene)
            {
                float[] sorted = [.. scene.Truth[0]];
                Array.Sort(sorted);
                float bright = sorted[(int)(0.97 * sorted.Length)];
                scene.Apply(v => v >= bright ? 3 * v : v);
                using PlanarImage blurred = scene.Blurred(0.01);
                yield return (Score(blurred, scene, options), Score(blurred, scene, options with { SaturationLevel = PictureSet.ClippedLevel }));
            }
    }

    private static IEnumerable<(double Without, double With)> Impulses(string data, Psf[] psfs, DeconvolutionOptions options)
    {
        foreach (ClaimScene scene in ClaimScene.Of(data, QualitySet.Photos, Size, psfs, gray: true))
            using (scene)
            {
                using PlanarImage clean = scene.Blurred(0.01),
                    hit = clean.Clone();
                var random = new Random(7);
                for (int i = 0; i < hit.Shape.Count / 100; i++)
                    hit[0][random.Next(hit.Shape.Count)] = i % 2;
                yield return (Score(clean, scene, options), Score(hit, scene, options));
            }
    }

    private static IEnumerable<(double Without, double With)> Photons(string data, Psf[] psfs, double peak, DeconvolutionOptions options)
    {
        foreach (ClaimScene scene in ClaimScene.Of(data, QualitySet.Photos, Size, psfs, gray: true))
            using (scene)
            {
                using PlanarImage blurred = scene.Blurred(0);
                Degradation.AddPoissonNoise(blurred, peak, 9);
                yield return (Score(blurred, scene, options), Score(blurred, scene, options with { Loss = Loss.Poisson }));
            }
    }

    private static IEnumerable<(double Without, double With)> Border(string data, Psf[] psfs, DeconvolutionOptions options)
    {
        foreach (ClaimScene scene in ClaimScene.Of(data, QualitySet.Photos, int.MaxValue, psfs[..2], gray: true))
            using (scene)
            {
                using PlanarImage blurred = scene.Blurred(0.01);
                using PlanarImage restored = Restore(blurred, scene.Psf, options);
                yield return (ImageComparison.Compare(restored, scene.Truth, 0, 30).Psnr, ImageComparison.Compare(restored, scene.Truth, 0, 1).Psnr);
            }
    }

    private static IEnumerable<(double Without, double With)> Lambda(string data, Psf[] psfs, double noise, DeconvolutionOptions options)
    {
        foreach (ClaimScene scene in ClaimScene.Of(data, QualitySet.Photos, Size, psfs, gray: true))
            using (scene)
            {
                using PlanarImage blurred = scene.Blurred(noise);
                double automatic = Score(blurred, scene, options);
                yield return (Factors.Max(f => Math.Max(automatic, Score(blurred, scene, options with { LambdaFactor = f }))), automatic);
            }
    }

    private static float Linear(float v) => (float)TransferFunction.Srgb.ToLinear(v);

    private static float Encoded(float v) => (float)TransferFunction.Srgb.FromLinear(v);

    private static double Score(PlanarImage blurred, ClaimScene scene, DeconvolutionOptions options, Action<PlanarImage>? finish = null)
    {
        using PlanarImage restored = Restore(blurred, scene.Psf, options);
        finish?.Invoke(restored);
        using PlanarImage truth = scene.Truth.Clone();
        ClaimScene.Apply(truth, v => Math.Clamp(v, 0, 1));
        ClaimScene.Apply(restored, v => Math.Clamp(v, 0, 1));
        return ImageComparison.Compare(restored, truth, 0, ScoreBorder).Psnr;
    }

    private static PlanarImage Restore(PlanarImage blurred, Psf psf, DeconvolutionOptions options)
    {
        using DeconvolutionResult result = Deconvolver.Run(blurred, psf, options);
        return result.Image.Clone();
    }
}
