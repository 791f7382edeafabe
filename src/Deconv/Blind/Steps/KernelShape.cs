namespace Deconv.Blind.Steps;

/// <summary>
/// Post-processing of a solved kernel: clip, prune, recenter, resize. The least-squares problem itself is unconstrained: with a simplex constraint
/// the largest taps grow at the cost of the tails, which is 2 to 3 dB worse.
/// </summary>
internal static class KernelShape
{
    /// <summary>
    /// Clips at zero, drops taps below a fraction of the peak and 8-connected parts below a fraction of the mass, and scales to sum 1. Smaller
    /// fractions leave specks; a larger mass fraction loses thinly connected tails.
    /// </summary>
    /// <param name="k">n × n samples; changed.</param>
    /// <param name="n">Size of the kernel in pixels.</param>
    /// <param name="peakShare">Fraction of the peak, 0 to 1.</param>
    /// <param name="massShare">Fraction of the mass, 0 to 1.</param>
    public static void Prune(Span<float> k, int n, double peakShare, double massShare)
    {
        float peak = 0;
        foreach (float v in k)
            peak = Math.Max(peak, v);
        if (!(peak > 0))
        {
            // No tap is positive: fall back to the delta kernel.
            k.Clear();
            k[k.Length / 2] = 1;
            return;
        }

        foreach (ref float v in k)
            v = v < peakShare * peak || v < 0 ? 0 : v;
        DropParts(k, n, massShare);
        Normalize(k);
    }

    /// <summary>Moves the center of mass to the middle by whole taps; taps shifted out are lost, zeros are shifted in.</summary>
    public static void Recenter(Span<float> k, int n)
    {
        double row = 0,
            column = 0,
            sum = 0;
        for (int i = 0; i < k.Length; i++)
        {
            sum += k[i];
            row += k[i] * (i / n);
            column += k[i] * (i % n);
        }

        int dy = (int)Math.Round(((n - 1) / 2.0) - (row / sum)),
            dx = (int)Math.Round(((n - 1) / 2.0) - (column / sum));
        if (dy == 0 && dx == 0)
            return;
        float[] old = k.ToArray();
        k.Clear();
        for (int y = Math.Max(0, dy); y < Math.Min(n, n + dy); y++)
        for (int x = Math.Max(0, dx); x < Math.Min(n, n + dx); x++)
            k[(y * n) + x] = old[((y - dy) * n) + x - dx];
        Normalize(k);
    }

    /// <summary>Resizes bicubically about the center, clips at zero and scales to sum 1.</summary>
    public static float[] Resize(ReadOnlySpan<float> k, int from, int to, double factor)
    {
        var axis = SeparableResampling.Stretch(from, to, factor);
        var resized = new float[to * to];
        SeparableResampling.Apply(k, new Shape(from, from), axis, axis, resized);
        foreach (ref float v in resized.AsSpan())
            v = Math.Max(0, v);
        Normalize(resized);
        return resized;
    }

    /// <summary>Σk².</summary>
    public static double Concentration(ReadOnlySpan<float> k) => Numerics.Reduce.SumOfSquares(k);

    /// <summary>Scales to sum 1.</summary>
    public static void Normalize(Span<float> k)
    {
        double sum = Numerics.Reduce.Sum(k);
        foreach (ref float v in k)
            v = (float)(v / sum);
    }

    private static void DropParts(Span<float> k, int n, double massShare)
    {
        if (massShare <= 0)
            return;
        double total = Numerics.Reduce.Sum(k);
        var part = new int[k.Length];
        var masses = new List<double> { 0 };
        var pending = new Stack<int>();
        for (int i = 0; i < k.Length; i++)
        {
            if (k[i] <= 0 || part[i] != 0)
                continue;
            double mass = 0;
            part[i] = masses.Count;
            pending.Push(i);
            while (pending.TryPop(out int at))
            {
                mass += k[at];
                (int y, int x) = Math.DivRem(at, n);
                for (int v = Math.Max(0, y - 1); v <= Math.Min(n - 1, y + 1); v++)
                for (int u = Math.Max(0, x - 1); u <= Math.Min(n - 1, x + 1); u++)
                {
                    int near = (v * n) + u;
                    if (k[near] <= 0 || part[near] != 0)
                        continue;
                    part[near] = masses.Count;
                    pending.Push(near);
                }
            }

            masses.Add(mass / total);
        }

        if (!masses.Any(m => m >= massShare))
            return;
        for (int i = 0; i < k.Length; i++)
            if (masses[part[i]] < massShare)
                k[i] = 0;
    }
}
