using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Restoration;
using Deconv.Tests.Restoration;
using Xunit;

namespace Deconv.Tests.Contracts;

/// <summary>What every prior owes, whatever its functional.</summary>
internal static class PriorContract
{
    public static void Check(Prior prior)
    {
        CheckName(prior);
        CheckLambda(prior);
        CheckMaps(prior);
        CheckFunctional(prior);
        CheckResolution(prior);
        CheckRestoration(prior);
    }

    public static void CheckName(Prior prior)
    {
        Assert.Matches(@"^[a-z][a-z0-9-]*(:[\d.]+)?$", prior.Name);
        Assert.True(prior.Summary.Length > 0);
    }

    /// <summary>More noise asks for more smoothing; without a functional there is nothing to weigh.</summary>
    public static void CheckLambda(Prior prior)
    {
        double last = 0;
        foreach (double noise in (double[])[0.0005, 0.002, 0.01, 0.05, 0.2])
        {
            double lambda = prior.AutomaticLambda(noise);
            Assert.True(prior.IsNone ? lambda == 0 : lambda > last && double.IsFinite(lambda), $"{prior.Name}: λ {lambda} for a noise of {noise}");
            last = lambda;
        }
    }

    /// <summary>A map is there where it is said to be, for latent images of any shape, and only there.</summary>
    public static void CheckMaps(Prior prior)
    {
        foreach (Shape shape in (Shape[])[new(1, 1), new(1, 9), new(7, 1), new(6, 11)])
        {
            Assert.Equal(prior.HasGradient, prior.Differentiable(shape) is { } smooth && smooth.Domain == shape);
            Assert.Equal(prior.HasProximalMap, prior.Proximable(shape, 0.1, nonNegative: true) is { } map && map.Domain == shape);
        }

        Assert.Equal(prior.HasShrinkage, prior.Shrinkage(new(8, 16), 1) is not null);
        Assert.Equal(prior.IsNone, !(prior.HasGradient || prior.HasProximalMap || prior.HasShrinkage));
    }

    /// <summary>
    /// One functional in every map: on an image of steps, constant towards its borders, their values are the same but for the rounding of corners,
    /// which takes a twelfth of a power of 0.5 and less of others. A constant costs nothing.
    /// </summary>
    public static void CheckFunctional(Prior prior)
    {
        var shape = new Shape(24, 32);
        float[] steps = new float[shape.Count],
            flat = new float[shape.Count];
        Array.Fill(flat, 0.4f);
        for (int i = 0; i < steps.Length; i++)
        {
            (int row, int column) = Math.DivRem(i, shape.Width);
            steps[i] = row is >= 5 and < 17 && column is >= 6 and < 25 ? 0.2f + (0.3f * ((row / 4) + (column / 5)) % 0.7f) : 0.5f;
        }

        double[] values = [.. Values(steps)];
        Assert.All(values, v => Assert.InRange(v, 0.9 * values[0], 1.1 * values[0]));
        Assert.All(values, v => Assert.True(v > 0));
        Assert.All(Values(flat), v => Assert.Equal(0, v, 1e-3)); // a power of zero is that of 1e-12

        IEnumerable<double> Values(float[] x)
        {
            if (prior.Differentiable(shape) is { } smooth)
                yield return smooth.Value(x);
            if (prior.Proximable(shape, 0.25, nonNegative: true) is { } map)
                yield return map.Value(x) / 0.25;
            if (prior.Shrinkage(shape, 1) is { } split)
                yield return split.Pull(x, 1, 1, new float[shape.Count]);
        }
    }

    /// <summary>For every boundary there is a method, and it is chosen without being named.</summary>
    public static void CheckResolution(Prior prior)
    {
        foreach (Boundary boundary in Enum.GetValues<Boundary>())
        {
            DeconvolutionOptions chosen = new DeconvolutionOptions { Prior = prior, Boundary = boundary }.Resolved();
            Assert.Same(prior, chosen.Prior);
            Assert.True(chosen.Method!.Serves(prior, boundary));
        }
    }

    /// <summary>With everything automatic the restored image is nearer to the truth than the blurred one.</summary>
    public static void CheckRestoration(Prior prior)
    {
        Psf psf = Psf.Disk(2);
        (PlanarImage truth, PlanarImage photo) = Scenes.Photograph(Scenes.Drawn(new(48, 56)), psf, 0.005);
        using (truth)
        using (photo)
        {
            var options = new DeconvolutionOptions
            {
                Prior = prior,
                Control = new() { Iterations = 30, Threads = 1 },
            };
            using DeconvolutionResult result = Deconvolver.Run(photo, psf, options);
            Assert.Same(prior, result.Parameters.Prior);
            double before = Scenes.Psnr(photo, truth),
                after = Scenes.Psnr(result.Image, truth);
            Assert.True(after > before + 1, $"{prior.Name}: {after:F2} dB from {before:F2}");
        }
    }
}
