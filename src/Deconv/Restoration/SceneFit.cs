namespace Deconv.Restoration;

/// <summary>
/// Fits m = c·s·f^−2γ + n to a power spectrum P by maximum likelihood (Whittle): the minimum of mean(log m + P/m) over log c, γ and log n, by
/// Fisher scoring with step halving.
/// </summary>
internal sealed class SceneFit(double[] power, double[] logFrequencySquared, double[] passed)
{
    /// <summary>Slopes that scenes have; beyond, a steep scene would pass for a blur.</summary>
    private const double Flattest = 0.7, Steepest = 1.7;

    private const int MostSteps = 25;
    private readonly double[,] _fisher = new double[3, 4];

    /// <summary>The least mean of log m + P/m.</summary>
    public double Cost()
    {
        double mean = power.Average(), scene = 0;
        for (int i = 0; i < passed.Length; i++) scene += passed[i] * Math.Exp(-logFrequencySquared[i]);

        // Start: all of the power is scene, a thousandth of it noise.
        (double LogC, double Slope, double LogN) at = (Math.Log(Math.Max(1e-30, mean / Math.Max(1e-30, scene / passed.Length))), 1, Math.Log(Math.Max(1e-30, mean * 1e-3)));
        double cost = CostAt(at, derivatives: true);
        for (int step = 0; step < MostSteps; step++)
        {
            (double c, double slope, double n) = Solve();
            double halving = Math.Min(1, 3 / Math.Max(Math.Abs(c), Math.Max(Math.Abs(n), 8 * Math.Abs(slope))));
            double next = cost;
            var to = at;
            for (int attempt = 0; attempt < 8; attempt++, halving /= 2)
            {
                to = (at.LogC - (halving * c), Math.Clamp(at.Slope - (halving * slope), Flattest, Steepest), at.LogN - (halving * n));
                next = CostAt(to, derivatives: false);
                if (next < cost) break;
            }

            if (!(next < cost - 1e-7)) return Math.Min(cost, next);
            at = to;
            cost = CostAt(at, derivatives: true);
        }

        return cost;
    }

    private double CostAt((double LogC, double Slope, double LogN) at, bool derivatives)
    {
        double c = Math.Exp(at.LogC), n = Math.Exp(at.LogN), cost = 0;
        double g0 = 0, g1 = 0, g2 = 0, f00 = 0, f01 = 0, f02 = 0, f11 = 0, f12 = 0, f22 = 0;
        for (int i = 0; i < power.Length; i++)
        {
            double l = logFrequencySquared[i], seen = c * passed[i] * Math.Exp(-at.Slope * l), m = seen + n, over = 1 / m, ratio = power[i] * over;
            cost += Math.Log(m) + ratio;
            if (!derivatives) continue;

            // d log m by log c, slope, log n
            double d0 = seen * over, d1 = -l * d0, d2 = n * over, left = 1 - ratio;
            (g0, g1, g2) = (g0 + (left * d0), g1 + (left * d1), g2 + (left * d2));
            (f00, f01, f02) = (f00 + (d0 * d0), f01 + (d0 * d1), f02 + (d0 * d2));
            (f11, f12, f22) = (f11 + (d1 * d1), f12 + (d1 * d2), f22 + (d2 * d2));
        }

        if (derivatives)
        {
            double[] rows = [f00, f01, f02, g0, f01, f11, f12, g1, f02, f12, f22, g2];
            for (int i = 0; i < rows.Length; i++) _fisher[i / 4, i % 4] = rows[i];
        }

        return cost / power.Length;
    }

    /// <summary>Fisher matrix · step = gradient, by elimination; a direction without information gets no step.</summary>
    private (double, double, double) Solve()
    {
        double[,] a = _fisher;
        for (int i = 0; i < 3; i++) a[i, i] = (a[i, i] * (1 + 1e-6)) + 1e-9;
        for (int i = 0; i < 3; i++)
            for (int j = i + 1; j < 3; j++)
            {
                double factor = a[j, i] / a[i, i];
                for (int k = i; k < 4; k++) a[j, k] -= factor * a[i, k];
            }

        double z = a[2, 3] / a[2, 2], y = (a[1, 3] - (a[1, 2] * z)) / a[1, 1];
        return ((a[0, 3] - (a[0, 1] * y) - (a[0, 2] * z)) / a[0, 0], y, z);
    }
}
