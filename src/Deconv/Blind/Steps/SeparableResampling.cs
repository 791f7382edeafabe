using Deconv.Numerics;

namespace Deconv.Blind.Steps;

/// <summary>One-dimensional weights for every output sample, applied along rows and columns: resizes images and kernels.</summary>
internal sealed class SeparableResampling
{
    private readonly int[][] _at;
    private readonly float[][] _weights;

    private SeparableResampling(int[][] at, float[][] weights) => (_at, _weights) = (at, weights);

    /// <summary>Number of output samples.</summary>
    public int Length => _at.Length;

    /// <summary>
    /// Shrinks an image axis: Gaussian of 0.5/ratio pixels, mirrored at the ends, then linear interpolation at multiples of 1/ratio.
    /// </summary>
    public static SeparableResampling Shrink(int length, double ratio) => Smooth(length, ratio, 0.5 / ratio);

    /// <summary>The same with a Gaussian of a given width, in samples of the input; 0 for none.</summary>
    public static SeparableResampling Smooth(int length, double ratio, double sigma)
    {
        int reach = (int)Math.Ceiling(4 * sigma),
            count = (int)((length - 1) * ratio) + 1;
        double[] gaussian = [.. Enumerable.Range(-reach, (2 * reach) + 1).Select(i => sigma > 0 ? Math.Exp(-i * i / (2 * sigma * sigma)) : 1)];
        double sum = gaussian.Sum();
        return Make(
            count,
            i =>
            {
                double position = i / ratio;
                int first = (int)Math.Floor(position);
                double t = position - first;
                var taps = new List<(int, double)>();
                for (int j = -reach; j <= reach + 1; j++)
                {
                    double w = (j <= reach ? (1 - t) * gaussian[j + reach] : 0) + (j > -reach ? t * gaussian[j + reach - 1] : 0);
                    if (w != 0)
                        taps.Add((Mirror(first + j, length), w / sum));
                }

                return taps;
            }
        );
    }

    /// <summary>
    /// Stretches a kernel axis about its center by a factor, then shifts it by a number of samples; bicubic (a = −0.75), zero outside.
    /// </summary>
    public static SeparableResampling Stretch(int from, int to, double factor, double shift = 0) =>
        Make(
            to,
            i =>
            {
                double position = ((i - ((to - 1) / 2.0)) / factor) + ((from - 1) / 2.0) + shift;
                var taps = new List<(int, double)>();
                for (int j = Math.Max(0, (int)Math.Ceiling(position - 2)); j <= Math.Min(from - 1, (int)Math.Floor(position + 2)); j++)
                {
                    double d = Math.Abs(position - j);
                    double w =
                        d < 1 ? (((1.25 * d) - 2.25) * d * d) + 1
                        : d < 2 ? -0.75 * ((((d - 5) * d) + 8) * d - 4)
                        : 0;
                    if (w != 0)
                        taps.Add((j, w));
                }

                return taps;
            }
        );

    /// <summary>Resamples a plane along both axes.</summary>
    /// <param name="x">Row-major samples.</param>
    /// <param name="shape">Shape of x.</param>
    /// <param name="down">Weights along columns.</param>
    /// <param name="across">Weights along rows.</param>
    /// <param name="y">Overwritten: <c>down.Length × across.Length</c> samples.</param>
    public static void Apply(ReadOnlySpan<float> x, Shape shape, SeparableResampling down, SeparableResampling across, Span<float> y)
    {
        using AlignedBuffer buffer = AlignedPool.Rent(shape.Width);
        Span<float> row = buffer.Span;
        for (int i = 0; i < down.Length; i++)
        {
            row.Clear();
            for (int t = 0; t < down._at[i].Length; t++)
                System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(
                    x.Slice(down._at[i][t] * shape.Width, shape.Width),
                    down._weights[i][t],
                    row,
                    row
                );
            Span<float> to = y.Slice(i * across.Length, across.Length);
            for (int j = 0; j < to.Length; j++)
            {
                float sum = 0;
                int[] at = across._at[j];
                float[] weights = across._weights[j];
                for (int t = 0; t < at.Length; t++)
                    sum += weights[t] * row[at[t]];
                to[j] = sum;
            }
        }
    }

    private static SeparableResampling Make(int count, Func<int, List<(int At, double Weight)>> taps)
    {
        var (at, weights) = (new int[count][], new float[count][]);
        for (int i = 0; i < count; i++)
        {
            List<(int At, double Weight)> list = taps(i);
            at[i] = [.. list.Select(t => t.At)];
            weights[i] = [.. list.Select(t => (float)t.Weight)];
        }

        return new(at, weights);
    }

    /// <summary>dcb|abcd|cba.</summary>
    private static int Mirror(int i, int n)
    {
        if (n == 1)
            return 0;
        int period = 2 * (n - 1),
            m = ((i % period) + period) % period;
        return m < n ? m : period - m;
    }
}
