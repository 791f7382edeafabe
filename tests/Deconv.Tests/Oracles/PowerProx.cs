namespace Deconv.Tests.Oracles;

/// <summary>argmin_z τ|z|^p + ½(z − v)² by trying: a grid over [0, |v|], then thirds of the cells around its best point.</summary>
internal static class PowerProx
{
    public static double Of(double v, double tau, double p)
    {
        double size = Math.Abs(v),
            step = size / 400,
            best = 0;
        for (int i = 1; i <= 400; i++)
            if (Cost(i * step) < Cost(best))
                best = i * step;
        double low = Math.Max(0, best - step),
            high = Math.Min(size, best + step);
        for (int i = 0; i < 80; i++)
        {
            double a = low + ((high - low) / 3),
                b = high - ((high - low) / 3);
            if (Cost(a) < Cost(b))
                high = b;
            else
                low = a;
        }

        double refined = (low + high) / 2;
        return Math.CopySign(Cost(refined) < Cost(0) ? refined : 0, v);

        double Cost(double z) => (tau * Math.Pow(z, p)) + (0.5 * (z - size) * (z - size));
    }
}
