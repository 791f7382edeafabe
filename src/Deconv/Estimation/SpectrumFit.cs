using System.Numerics.Tensors;

namespace Deconv.Estimation;

/// <summary>
/// Fits m = c·s·f^−2γ + n to a power spectrum P by maximum likelihood (Whittle): the minimum of mean(log m + P/m) over log c, γ and log n, by
/// Fisher scoring with step halving. Every later fit starts from the result of the first.
/// </summary>
/// <param name="power">P of every frequency.</param>
/// <param name="logFrequencySquared">log f² of every frequency.</param>
internal sealed class SpectrumFit(double[] power, double[] logFrequencySquared)
{
    /// <summary>Range of the slope of natural images; without it, a steep spectrum could be mistaken for a blur.</summary>
    private const double MinSlope = 0.7,
        MaxSlope = 1.7;

    private const int MaxTrials = 40;
    private readonly double[] _seen = new double[power.Length];
    private readonly double[] _model = new double[power.Length];
    private readonly double[,] _fisher = new double[3, 4];
    private (double LogC, double Slope, double LogN)? _start;

    /// <summary>The minimum of the mean of log m + P/m.</summary>
    /// <param name="passed">s, fraction of the power that the blur passes at every frequency.</param>
    public double Cost(double[] passed)
    {
        (double LogC, double Slope, double LogN) at = _start ?? FirstGuess(passed);
        double cost = Evaluate(passed, at);
        (double c, double slope, double n) = Step();
        for (int trial = 0; trial < MaxTrials; trial++)
        {
            (double, double, double) to = (at.LogC - c, Math.Clamp(at.Slope - slope, MinSlope, MaxSlope), at.LogN - n);
            double next = Evaluate(passed, to);
            if (next < cost)
            {
                bool settled = next > cost - 1e-6;
                (at, cost) = (to, next);
                if (settled)
                    break;
                (c, slope, n) = Step();
                continue;
            }

            (c, slope, n) = (c / 3, slope / 3, n / 3);
            if (Math.Abs(c) + Math.Abs(slope) + Math.Abs(n) < 1e-3)
                break;
        }

        _start ??= at;
        return cost;
    }

    /// <summary>All of the power as signal, and a thousandth of it as noise.</summary>
    private (double LogC, double Slope, double LogN) FirstGuess(double[] passed)
    {
        double mean = power.Average(),
            signal = 0;
        for (int i = 0; i < passed.Length; i++)
            signal += passed[i] * Math.Exp(-logFrequencySquared[i]);
        return (Math.Log(Math.Max(1e-30, mean / Math.Max(1e-30, signal / passed.Length))), 1, Math.Log(Math.Max(1e-30, mean * 1e-3)));
    }

    /// <summary>Returns the cost; computes the Fisher matrix and the gradient for the next step.</summary>
    private double Evaluate(double[] passed, (double LogC, double Slope, double LogN) at)
    {
        double c = Math.Exp(at.LogC),
            n = Math.Exp(at.LogN),
            misfit = 0;
        TensorPrimitives.Multiply(logFrequencySquared, -at.Slope, _seen);
        TensorPrimitives.Exp(_seen, _seen);
        TensorPrimitives.Multiply(_seen, passed, _seen);
        TensorPrimitives.Multiply(_seen, c, _seen);
        TensorPrimitives.Add(_seen, n, _model);
        double g0 = 0,
            g1 = 0,
            g2 = 0,
            f00 = 0,
            f01 = 0,
            f02 = 0,
            f11 = 0,
            f12 = 0,
            f22 = 0;
        for (int i = 0; i < power.Length; i++)
        {
            // derivatives of log m with respect to log c, slope and log n
            double over = 1 / _model[i],
                ratio = power[i] * over,
                left = 1 - ratio;
            double d0 = _seen[i] * over,
                d1 = -logFrequencySquared[i] * d0,
                d2 = n * over;
            misfit += ratio;
            (g0, g1, g2) = (g0 + (left * d0), g1 + (left * d1), g2 + (left * d2));
            (f00, f01, f02) = (f00 + (d0 * d0), f01 + (d0 * d1), f02 + (d0 * d2));
            (f11, f12, f22) = (f11 + (d1 * d1), f12 + (d1 * d2), f22 + (d2 * d2));
        }

        (_fisher[0, 0], _fisher[0, 1], _fisher[0, 2], _fisher[0, 3]) = (f00, f01, f02, g0);
        (_fisher[1, 0], _fisher[1, 1], _fisher[1, 2], _fisher[1, 3]) = (f01, f11, f12, g1);
        (_fisher[2, 0], _fisher[2, 1], _fisher[2, 2], _fisher[2, 3]) = (f02, f12, f22, g2);
        TensorPrimitives.Log(_model, _model);
        return (TensorPrimitives.Sum<double>(_model) + misfit) / power.Length;
    }

    /// <summary>
    /// Solves Fisher matrix · step = gradient by elimination, limited to the range where the model is accurate; a direction without information gets
    /// no step.
    /// </summary>
    private (double C, double Slope, double N) Step()
    {
        double[,] a = _fisher;
        for (int i = 0; i < 3; i++)
            a[i, i] = (a[i, i] * (1 + 1e-6)) + 1e-9;
        for (int i = 0; i < 3; i++)
        for (int j = i + 1; j < 3; j++)
        {
            double factor = a[j, i] / a[i, i];
            for (int k = i; k < 4; k++)
                a[j, k] -= factor * a[i, k];
        }

        double z = a[2, 3] / a[2, 2],
            y = (a[1, 3] - (a[1, 2] * z)) / a[1, 1],
            x = (a[0, 3] - (a[0, 1] * y) - (a[0, 2] * z)) / a[0, 0];
        double length = Math.Min(1, 3 / Math.Max(Math.Abs(x), Math.Max(Math.Abs(z), 8 * Math.Abs(y))));
        return (length * x, length * y, length * z);
    }
}
