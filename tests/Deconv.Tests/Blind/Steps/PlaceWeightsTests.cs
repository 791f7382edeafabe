using Deconv.Blind.Search;
using Deconv.Blind.Steps;
using Deconv.Psfs;
using Deconv.Simulation;
using Deconv.Tests.Restoration;
using Xunit;

namespace Deconv.Tests.Blind.Steps;

/// <summary>The map that says where the latent image explains the picture.</summary>
public class PlaceWeightsTests
{
    private const int Size = 9,
        Height = 144,
        Width = 160;
    private static readonly Psf Truth = Psf.Parse("motion:6,20*gaussian:0.6");

    /// <summary>
    /// 1/√(v/mean + 0.1), v the smoothed squared gradient of k∗x − y, scaled to the power of ∇x: everything in the spatial domain, in double
    /// precision.
    /// </summary>
    [Fact]
    public void The_map_is_its_definition()
    {
        (BlindFrame frame, float[] image) = HalfTextured(0);
        using (frame)
        {
            float[] kernel = StartKernels.From(Truth, Size, 1);
            using var places = new PlaceWeights(frame);
            places.Update(image, AlternationStepTests.Transfer(frame, kernel));

            (int h, int w) = (frame.Shape.Height, frame.Shape.Width);
            double[] known = Samples.ToDouble(frame.Known[..(h * w)].ToArray()),
                misfit = Misfit(),
                map = Smooth(misfit),
                near = Smooth(known);
            double mean = misfit.Sum() / known.Sum();
            double[] root = [.. map.Select((v, i) => known[i] / Math.Sqrt((Math.Max(0, v) / Math.Max(near[i], 0.01) / mean) + 0.1))];
            double[] energy = Energy(Samples.ToDouble(image));
            double scale = Math.Sqrt(energy.Zip(known, (e, k) => e * k).Sum() / energy.Zip(root, (e, r) => e * r * r).Sum());
            for (int i = 0; i < root.Length; i++)
                Assert.Equal(scale * root[i], places.Root[i], 2e-3 * scale);

            double[] Misfit()
            {
                var r = new double[h * w];
                for (int i = 0; i < r.Length; i++)
                    r[i] = -frame.Y[i];
                for (int t = 0; t < kernel.Length; t++)
                for (int y = 0; y < h; y++)
                for (int x = 0; x < w; x++)
                    r[(y * w) + x] += kernel[t] * image[((y - (t / Size) + (Size / 2) + h) % h * w) + ((x - (t % Size) + (Size / 2) + w) % w)];
                return [.. Energy(r).Zip(known, (e, k) => e * k)];
            }

            double[] Energy(double[] a)
            {
                var e = new double[h * w];
                for (int y = 0; y < h; y++)
                for (int x = 0; x < w; x++)
                {
                    double at = a[(y * w) + x],
                        across = a[(y * w) + ((x + 1) % w)] - at,
                        down = a[((y + 1) % h * w) + x] - at;
                    e[(y * w) + x] = (across * across) + (down * down);
                }

                return e;
            }

            double[] Smooth(double[] a)
            {
                const double Sigma = 0.5 * Size;
                const int Reach = 25;
                double[] g = [.. Enumerable.Range(-Reach, (2 * Reach) + 1).Select(d => Math.Exp(-d * d / (2 * Sigma * Sigma)))];
                double sum = g.Sum();
                double[] rows = new double[h * w],
                    both = new double[h * w];
                for (int y = 0; y < h; y++)
                for (int x = 0; x < w; x++)
                for (int d = -Reach; d <= Reach; d++)
                    rows[(y * w) + x] += g[d + Reach] / sum * a[(y * w) + ((x + d + w) % w)];
                for (int y = 0; y < h; y++)
                for (int x = 0; x < w; x++)
                for (int d = -Reach; d <= Reach; d++)
                    both[(y * w) + x] += g[d + Reach] / sum * rows[((y + d + h) % h * w) + x];
                return both;
            }
        }
    }

    /// <summary>
    /// Texture that the latent image lacks covers one half of the picture, the left or the right: least squares that goes by the other is nearer to
    /// the kernel.
    /// </summary>
    [Fact]
    public void Weights_of_places_keep_texture_out_of_the_kernel()
    {
        double plain = 0,
            weighed = 0;
        for (int seed = 0; seed < 6; seed++)
        {
            plain += Error(seed, false);
            weighed += Error(seed, true);
        }

        Assert.True(weighed < 0.8 * plain, $"{weighed}, with equal weights {plain}");

        static double Error(int seed, bool weigh)
        {
            (BlindFrame frame, float[] image) = HalfTextured(seed, seed % 2 == 0);
            using (frame)
            {
                using var step = new RidgeKernelStep(frame);
                using var places = new PlaceWeights(frame);
                places.Update(image, AlternationStepTests.Transfer(frame, StartKernels.From(Truth, Size, 1)));
                if (weigh)
                    step.WeighPlaces(places);
                float all = 0;
                step.Freeze(image, ref all, 1e-3f);
                for (int i = 0; i < 40; i++)
                    step.Step();
                return 1 - PsfSimilarity.Of(Psf.FromSamples(new(Size, Size), step.Solution), Truth);
            }
        }
    }

    /// <summary>A drawn scene whose halves are alike, and the picture of it through the true blur with texture on one half only.</summary>
    private static (BlindFrame Frame, float[] Image) HalfTextured(int seed, bool left = true)
    {
        using PlanarImage scene = Scenes.Drawn(new(Height, Width));
        for (int y = 0; y < Height; y++)
            scene.Row(0, y)[..(Width / 2)].CopyTo(scene.Row(0, y)[(Width / 2)..]);
        using PlanarImage textured = scene.Clone();
        Degradation.AddGaussianNoise(textured, 0.1, seed);
        Range clean = left ? (Width / 2).. : ..(Width / 2);
        for (int y = 0; y < Height; y++)
            scene.Row(0, y)[clean].CopyTo(textured.Row(0, y)[clean]);
        (PlanarImage truth, PlanarImage photo) = Scenes.Photograph(textured, Truth, 0);
        using (truth)
        using (photo)
        {
            var frame = new BlindFrame(photo[0], photo.Shape, Size, 0, 1);
            var image = new float[frame.Shape.Count];
            int top = frame.Margin - ((Height - photo.Shape.Height) / 2),
                side = frame.Margin - ((Width - photo.Shape.Width) / 2);
            for (int y = 0; y < frame.Shape.Height; y++)
            for (int x = 0; x < frame.Shape.Width; x++)
                image[(y * frame.Shape.Width) + x] = scene.Row(0, Math.Clamp(y - top, 0, Height - 1))[Math.Clamp(x - side, 0, Width - 1)];
            return (frame, image);
        }
    }
}
