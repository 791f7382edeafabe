using Deconv.Objectives.Priors.Learned;

namespace Deconv.Tests.Oracles;

/// <summary>The network by its definition: whole planes, one sample after the other, in double.</summary>
internal sealed class NetworkOracle(LearnedPrior prior)
{
    /// <summary>A prior with random weights that keep the size of what passes through.</summary>
    public static LearnedPrior Random(int seed)
    {
        var random = new Random(seed);
        List<LayerWeights> layers =
        [
            .. NetworkShape.Layers.Select(l =>
            {
                int count = l.Inputs * l.Side * l.Side;
                return new LayerWeights(
                    l.Outputs,
                    l.Inputs,
                    l.Side * l.Side,
                    [.. Enumerable.Range(0, l.Outputs * count).Select(_ => (float)((random.NextDouble() - 0.5) * Math.Sqrt(12.0 / count)))],
                    [.. Enumerable.Range(0, l.Outputs).Select(_ => (float)(random.NextDouble() - 0.5))]
                );
            }),
        ];
        return new("drawn", layers, [new(0.03f, 0.4f, 0.4f), new(0.02f, 0.3f, 0.5f), new(0.015f, 0.2f, 0.4f), new(0.01f, 0.3f, 0.6f)]);
    }

    /// <summary>x without its noise.</summary>
    public double[] Denoise(float[] x, Shape shape, double deviation)
    {
        Shape fine = Half(shape),
            coarse = Half(fine);
        Channels u = new(NetworkShape.Input, fine);
        for (int y = 0; y < fine.Height; y++)
        for (int c = 0; c < fine.Width; c++)
        {
            for (int i = 0; i < 4; i++)
            {
                int row = Math.Min((2 * y) + (i / 2), shape.Height - 1),
                    column = Math.Min((2 * c) + (i % 2), shape.Width - 1);
                u[i, y, c] = x[(row * shape.Width) + column] - 0.5;
            }

            u[4, y, c] = 0.5 * Math.Log(deviation / 0.03);
        }

        Channels down = Positive(Convolved(1, Positive(Convolved(0, u)))),
            low = Positive(Sampled(2, down, coarse));
        for (int block = 0; block < 2; block++)
            low = Sum(low, Convolved(4 + (2 * block), Positive(Convolved(3 + (2 * block), low))));
        Channels up = new(NetworkShape.Fine, fine);
        Channels risen = Convolved(7, low);
        for (int k = 0; k < NetworkShape.Fine; k++)
        for (int y = 0; y < fine.Height; y++)
        for (int c = 0; c < fine.Width; c++)
            up[k, y, c] = down[k, y, c] + risen[(4 * k) + (2 * (y % 2)) + (c % 2), y / 2, c / 2];
        up = Positive(up);
        Channels last = Convolved(10, Positive(Sum(up, Convolved(9, Positive(Convolved(8, up))))));
        double[] z = new double[shape.Count];
        for (int i = 0; i < z.Length; i++)
        {
            (int y, int c) = Math.DivRem(i, shape.Width);
            z[i] = x[i] + (10 * deviation * last[(2 * (y % 2)) + (c % 2), y / 2, c / 2]);
        }

        return z;
    }

    private static Shape Half(Shape shape) => new((shape.Height + 1) / 2, (shape.Width + 1) / 2);

    private static Channels Positive(Channels a) => a.Select((v, _) => Math.Max(0, v));

    private static Channels Sum(Channels a, Channels b) => a.Select((v, i) => v + b.Values[i]);

    /// <summary>A kernel of odd side, centered, with zeros outside; rectified by the caller.</summary>
    private Channels Convolved(int layer, Channels from)
    {
        int half = (NetworkShape.Layers[layer].Side - 1) / 2;
        return Taken(layer, from, from.Shape, 1, half);
    }

    /// <summary>A kernel of 2x2 on every second row and column.</summary>
    private Channels Sampled(int layer, Channels from, Shape shape) => Taken(layer, from, shape, 2, 0);

    private Channels Taken(int layer, Channels from, Shape shape, int step, int half)
    {
        (int outputs, int inputs, int side) = NetworkShape.Layers[layer];
        LayerWeights weights = prior.Layers[layer];
        Channels to = new(outputs, shape);
        for (int o = 0; o < outputs; o++)
        for (int y = 0; y < shape.Height; y++)
        for (int c = 0; c < shape.Width; c++)
        {
            double sum = weights.Bias(o);
            for (int i = 0; i < inputs; i++)
            for (int tap = 0; tap < side * side; tap++)
            {
                int row = (step * y) + (tap / side) - half,
                    column = (step * c) + (tap % side) - half;
                if (row >= 0 && row < from.Shape.Height && column >= 0 && column < from.Shape.Width)
                    sum += weights[o, i, tap] * from[i, row, column];
            }

            to[o, y, c] = sum;
        }

        return to;
    }

    private sealed class Channels(int count, Shape shape)
    {
        public Shape Shape => shape;

        public double[] Values { get; private init; } = new double[count * shape.Count];

        public double this[int channel, int row, int column]
        {
            get => Values[(channel * shape.Count) + (row * shape.Width) + column];
            set => Values[(channel * shape.Count) + (row * shape.Width) + column] = value;
        }

        public Channels Select(Func<double, int, double> value) => new(count, shape) { Values = [.. Values.Select(value)] };
    }
}
