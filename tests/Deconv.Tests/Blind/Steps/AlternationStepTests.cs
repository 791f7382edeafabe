using Deconv.Blind.Search;
using Deconv.Blind.Steps;
using Deconv.Psfs;
using Deconv.Simulation;
using Deconv.Solvers;
using Deconv.Tests.Contracts;
using Deconv.Tests.Restoration;
using Xunit;

namespace Deconv.Tests.Blind.Steps;

/// <summary>The two steps of the fast alternation, each against its definition.</summary>
public class AlternationStepTests : SolverContract
{
    private const int Size = 9;
    private static readonly Psf Truth = Psf.Parse("motion:6,20*gaussian:0.6");

    internal override IEnumerable<(string Name, Func<ISolver> Create)> Cases()
    {
        yield return ("image", ImageStep);
        yield return ("kernel", () => KernelStep(0));
        yield return ("kernel, weighed", () => KernelStep(0.1f));
        yield return ("kernel, places weighed", () => KernelStep(0, true));
    }

    [Fact]
    public void With_the_true_image_the_kernel_step_finds_the_kernel()
    {
        using BlindFrame frame = Frame(out float[] latent);
        using var step = new RidgeKernelStep(frame);
        float all = 0;
        step.Freeze(latent, ref all, 1e-3f);
        double last = double.PositiveInfinity;
        for (int i = 0; i < 40; i++)
        {
            double objective = step.Step().Objective;
            Assert.True(objective <= last + (1e-5 * Math.Abs(last)), $"step {i}: {last} to {objective}");
            last = objective;
        }

        double similarity = PsfSimilarity.Of(Psf.FromSamples(new(Size, Size), step.Solution), Truth);
        Assert.True(similarity > 0.99, $"{similarity}");
    }

    /// <summary>A threshold above every gradient is lowered to the largest, so that the step always has an edge to go by.</summary>
    [Fact]
    public void A_threshold_that_leaves_nothing_is_lowered()
    {
        using BlindFrame frame = Frame(out float[] latent);
        using var step = new RidgeKernelStep(frame);
        float threshold = 100;
        step.Freeze(latent, ref threshold, 2);
        Assert.InRange(threshold, 1e-6f, 2);
    }

    /// <summary>
    /// (KᵀK + β DᵀD) x = Kᵀy + β Dᵀg, g the gradients of the last x (y at first) above λ/β: the residual of the normal equations in the
    /// spatial domain.
    /// </summary>
    [Fact]
    public void The_image_step_solves_its_normal_equations()
    {
        using BlindFrame frame = Frame(out _);
        using var step = new SharpImageStep(frame);
        const float Lambda = 2e-3f;
        float[] kernel = StartKernels.Make(StartKernel.Across, Size),
            y = frame.Y.ToArray();
        step.Freeze(Transfer(frame, kernel), Lambda);
        double[] before = Samples.ToDouble(y),
            right = Blur(before, kernel, true);
        var kept = new List<bool>();
        for (float beta = 2 * Lambda; kept.Count < 10; beta *= 2)
        {
            step.Step();
            double[] x = Samples.ToDouble(step.Solution.ToArray()),
                left = Blur(Blur(x, kernel, false), kernel, true);
            double[] dx = Laplacian(x, 0),
                dg = Laplacian(before, Lambda / beta);
            double worst = 0;
            for (int i = 0; i < left.Length; i++)
                worst = Math.Max(worst, Math.Abs(left[i] + (beta * dx[i]) - right[i] - (beta * dg[i])));
            Assert.True(worst < 1e-4, $"β {beta}: {worst}"); // float32 transforms of samples up to 1
            kept.Add(dg.Any(v => v != 0));
            before = x;
        }

        Assert.Contains(false, kept); // there the step has nothing to transform but its answer
        Assert.Contains(true, kept);

        double[] Blur(double[] a, float[] k, bool adjoint)
        {
            var b = new double[a.Length];
            (int h, int w) = (frame.Shape.Height, frame.Shape.Width);
            for (int t = 0; t < k.Length; t++)
            {
                if (k[t] == 0)
                    continue;
                int dy = (t / Size) - (Size / 2),
                    d = (t % Size) - (Size / 2);
                if (adjoint)
                    (dy, d) = (-dy, -d);
                for (int row = 0; row < h; row++)
                for (int column = 0; column < w; column++)
                    b[(row * w) + column] += k[t] * a[((row - dy + h) % h * w) + ((column - d + w) % w)];
            }

            return b;
        }

        double[] Laplacian(double[] a, double threshold)
        {
            var b = new double[a.Length];
            (int h, int w) = (frame.Shape.Height, frame.Shape.Width);
            for (int row = 0; row < h; row++)
            for (int column = 0; column < w; column++)
            {
                int at = (row * w) + column,
                    next = (row * w) + ((column + 1) % w),
                    below = ((row + 1) % h * w) + column;
                double gx = a[next] - a[at],
                    gy = a[below] - a[at];
                if ((gx * gx) + (gy * gy) < threshold)
                    continue;
                b[at] -= gx + gy;
                b[next] += gx;
                b[below] += gy;
            }

            return b;
        }
    }

    [Fact]
    public void The_image_step_keeps_edges_and_removes_grain()
    {
        var shape = new Shape(40, 40);
        float[] noise = Samples.Normal(shape.Count, 3);
        float[] y = [.. noise.Select((v, i) => (i % 40 < 20 ? 0.2f : 0.8f) + (0.01f * v))];
        using var frame = new BlindFrame(y, shape, 5, 0, 1);
        using var step = new SharpImageStep(frame);
        var delta = new float[25];
        delta[12] = 1;
        step.Freeze(Transfer(frame, delta), 4e-3f);
        step.Run();
        Assert.True(step.Done);
        int row = (20 + frame.Margin) * frame.Shape.Width;
        float inside = step.Solution[row + frame.Margin + 5] - step.Solution[row + frame.Margin + 12],
            edge = step.Solution[row + frame.Margin + 30] - step.Solution[row + frame.Margin + 10];
        Assert.True(Math.Abs(inside) < 2e-3 && edge > 0.55, $"{inside} inside, {edge} across");
    }

    /// <summary>
    /// Told that the latent image lies behind an aperture, the step takes the softness of the picture for the aperture's and finds a sharper kernel.
    /// </summary>
    [Fact]
    public void The_aperture_is_not_taken_for_blur()
    {
        double without = Peak(0),
            with = Peak(0.4);
        Assert.True(with > 1.05 * without, $"{with}, without it {without}");

        static double Peak(double aperture)
        {
            using BlindFrame frame = Frame(out float[] latent, aperture);
            using var step = new RidgeKernelStep(frame);
            float all = 0,
                peak = 0;
            step.Freeze(latent, ref all, 1e-2f);
            for (int i = 0; i < 20; i++)
                step.Step();
            foreach (float v in step.Solution)
                peak = Math.Max(peak, v);
            return peak;
        }
    }

    /// <summary>
    /// The texture that the latent image lacks arrives blurred, so equal weights are not the best linear estimate; the weights by |K|² are nearer to
    /// it.
    /// </summary>
    [Fact]
    public void Weights_see_past_texture_that_the_latent_image_lacks()
    {
        double plain = Error(0),
            weighed = Error(0.01f);
        Assert.True(weighed < 0.9 * plain, $"{weighed}, with equal weights {plain}");

        static double Error(float noise)
        {
            double sum = 0;
            for (int seed = 0; seed < 5; seed++)
            {
                using PlanarImage scene = Scenes.Drawn(new(72, 80)),
                    textured = scene.Clone();
                Degradation.AddGaussianNoise(textured, 0.1, seed);
                (PlanarImage truth, PlanarImage photo) = Scenes.Photograph(textured, Truth, 0);
                using (truth)
                using (photo)
                {
                    using var frame = new BlindFrame(photo[0], photo.Shape, Size, 0, 1);
                    using var step = new RidgeKernelStep(frame);
                    float[] near = StartKernels.From(Truth, Size, 1);
                    float all = 0;
                    step.WeighBy(Transfer(frame, near), noise);
                    step.Freeze(OnFrame(frame, photo.Shape, scene), ref all, 1e-3f);
                    for (int i = 0; i < 40; i++)
                        step.Step();
                    sum += 1 - PsfSimilarity.Of(Psf.FromSamples(new(Size, Size), step.Solution), Truth);
                }
            }

            return sum;
        }
    }

    internal static float[] Transfer(BlindFrame frame, ReadOnlySpan<float> kernel)
    {
        var transfer = new float[frame.Fft.SpectrumLength];
        frame.Transform(kernel, transfer);
        return transfer;
    }

    private static SharpImageStep ImageStep()
    {
        BlindFrame frame = Frame(out _);
        var step = new SharpImageStep(frame);
        step.Freeze(Transfer(frame, StartKernels.Make(StartKernel.Gaussian, Size)), 1e-3f);
        return step;
    }

    private static RidgeKernelStep KernelStep(float noise, bool weighPlaces = false)
    {
        BlindFrame frame = Frame(out float[] latent);
        var step = new RidgeKernelStep(frame);
        float[] transfer = Transfer(frame, StartKernels.Make(StartKernel.Gaussian, Size));
        float all = 0;
        if (weighPlaces)
        {
            var places = new PlaceWeights(frame);
            places.Update(latent, transfer);
            step.WeighPlaces(places);
        }

        step.WeighBy(transfer, noise);
        step.Freeze(latent, ref all, 2);
        return step;
    }

    /// <summary>A drawn scene through the true blur, and the scene itself on the frame of its picture.</summary>
    private static BlindFrame Frame(out float[] latent, double aperture = 0)
    {
        using PlanarImage scene = Scenes.Drawn(new(72, 80));
        (PlanarImage truth, PlanarImage photo) = Scenes.Photograph(scene, Truth, 0);
        using (truth)
        using (photo)
        {
            var frame = new BlindFrame(photo[0], photo.Shape, Size, aperture, 1);
            latent = OnFrame(frame, photo.Shape, scene);
            return frame;
        }
    }

    private static float[] OnFrame(BlindFrame frame, Shape photo, PlanarImage scene)
    {
        var latent = new float[frame.Shape.Count];
        (int height, int width) = (scene.Shape.Height, scene.Shape.Width);
        (int top, int left) = (frame.Margin - ((height - photo.Height) / 2), frame.Margin - ((width - photo.Width) / 2));
        for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
            if (y + top >= 0 && y + top < frame.Shape.Height && x + left >= 0 && x + left < frame.Shape.Width)
                latent[((y + top) * frame.Shape.Width) + x + left] = scene.Row(0, y)[x];
        return latent;
    }
}
