using Deconv.Objectives;
using Deconv.Objectives.Priors;
using Deconv.Psfs;

namespace Deconv.Tests.Oracles;

/// <summary>
/// ½‖M(h∗x − y)‖² + Σ_f min_z λ w_f |z| + β/2 (f∗x − z)² on a cyclic frame, by its definition in double precision: for p = 1 the
/// inner minimum is Huber's function, so this is smooth and convex, and any method must end at its minimum.
/// </summary>
internal sealed class HalfQuadratic(Shape shape, Psf psf, float[] observed, float[] mask, double lambda, double beta) : IDifferentiable
{
    private static readonly (double Weight, (int Row, int Column, double Value)[] Taps)[] Filters =
    [
        (1, [(0, 0, -1), (0, 1, 1)]),
        (1, [(0, 0, -1), (1, 0, 1)]),
        (DifferencePrior.SecondWeight, [(0, 0, -1), (0, 1, 2), (0, 2, -1)]),
        (DifferencePrior.SecondWeight, [(0, 0, -1), (1, 0, 2), (2, 0, -1)]),
        (DifferencePrior.SecondWeight, [(0, 0, 1), (0, 1, -1), (1, 0, -1), (1, 1, 1)]),
    ];

    public Shape Domain => shape;

    public double Value(ReadOnlySpan<float> x) => Evaluate(x, null);

    /// <summary>½‖M(h∗x − y)‖² + λ Σ_f w_f Σ |f∗x|^p: the objective itself, without the splitting.</summary>
    public double Unsplit(ReadOnlySpan<float> x, double p)
    {
        double value = Misfit(x);
        for (int y = 0; y < shape.Height; y++)
        for (int c = 0; c < shape.Width; c++)
            foreach ((double w, (int Row, int Column, double Value)[] taps) in Filters)
            {
                double difference = 0;
                foreach ((int row, int column, double tap) in taps)
                    difference += tap * x[At(y + row, c + column)];
                value += lambda * w * Math.Pow(Math.Abs(difference), p);
            }

        return value;
    }

    /// <summary>½‖M(h∗x − y)‖² alone.</summary>
    public double Misfit(ReadOnlySpan<float> x) => 0.5 * Residual(x).Sum(r => r * r);

    public double AccumulateGradient(ReadOnlySpan<float> x, float weight, Span<float> gradient)
    {
        var g = new double[shape.Count];
        double value = Evaluate(x, g);
        for (int i = 0; i < g.Length; i++)
            gradient[i] += (float)(weight * g[i]);
        return value;
    }

    /// <summary>Hᵀ M² (h∗x − y).</summary>
    public double[] DataGradient(ReadOnlySpan<float> x)
    {
        double[] r = Residual(x),
            gradient = new double[r.Length];
        AddDataGradient(r, gradient);
        return gradient;
    }

    private void AddDataGradient(double[] r, double[] gradient)
    {
        for (int y = 0; y < shape.Height; y++)
        for (int c = 0; c < shape.Width; c++)
        for (int v = 0; v < psf.Shape.Height; v++)
        for (int u = 0; u < psf.Shape.Width; u++)
            gradient[At(y - v + psf.OriginRow, c - u + psf.OriginColumn)] += psf.Samples[(v * psf.Shape.Width) + u] * mask[At(y, c)] * r[At(y, c)];
    }

    private double[] Residual(ReadOnlySpan<float> x)
    {
        var r = new double[shape.Count];
        for (int y = 0; y < shape.Height; y++)
        for (int c = 0; c < shape.Width; c++)
        {
            double sum = 0;
            for (int v = 0; v < psf.Shape.Height; v++)
            for (int u = 0; u < psf.Shape.Width; u++)
                sum += psf.Samples[(v * psf.Shape.Width) + u] * (double)x[At(y - v + psf.OriginRow, c - u + psf.OriginColumn)];
            int at = At(y, c);
            r[at] = mask[at] * (sum - observed[at]);
        }

        return r;
    }

    private double Evaluate(ReadOnlySpan<float> x, double[]? gradient)
    {
        double[] r = Residual(x);
        double value = 0.5 * r.Sum(v => v * v);
        if (gradient is not null)
            AddDataGradient(r, gradient);
        for (int y = 0; y < shape.Height; y++)
        for (int c = 0; c < shape.Width; c++)
        {
            foreach ((double w, (int Row, int Column, double Value)[] taps) in Filters)
            {
                double difference = 0;
                foreach ((int row, int column, double tap) in taps)
                    difference += tap * x[At(y + row, c + column)];
                double limit = lambda * w / beta,
                    size = Math.Abs(difference);
                value += size <= limit ? 0.5 * beta * size * size : (lambda * w * size) - (0.5 * beta * limit * limit);
                if (gradient is null)
                    continue;
                foreach ((int row, int column, double tap) in taps)
                    gradient[At(y + row, c + column)] += beta * tap * Math.Clamp(difference, -limit, limit);
            }
        }

        return value;
    }

    private int At(int y, int c) =>
        (((y % shape.Height) + shape.Height) % shape.Height * shape.Width) + (((c % shape.Width) + shape.Width) % shape.Width);
}
