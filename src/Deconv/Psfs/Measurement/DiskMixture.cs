namespace Deconv.Psfs.Measurement;

/// <summary>A round PSF as a sum of disks with non-negative weights: any radial profile that decreases from the center.</summary>
internal sealed class DiskMixture
{
    /// <summary>Width in pixels of the bins in which samples are averaged.</summary>
    private const double Bin = 0.125;

    private const int MaxRounds = 30_000;

    private readonly double[] _radii;
    private readonly double[] _weights;

    private DiskMixture(double[] radii, double[] weights) => (_radii, _weights) = (radii, weights);

    public double Contrast { get; private init; }

    /// <summary>Root mean square difference from the samples, over the contrast.</summary>
    public double Misfit { get; private init; }

    public double RmsRadius => Math.Sqrt(_radii.Zip(_weights).Sum(p => p.Second * p.First * p.First / 2));

    /// <summary>
    /// Full width at half maximum of the line spread. A disk much smaller than the others hardly affects the edge but determines the peak, so the
    /// line spread is smoothed by a third of its width, and the smoothing is subtracted afterwards.
    /// </summary>
    public double Fwhm
    {
        get
        {
            double smooth = 0.25 * RmsRadius,
                step = Math.Max(1e-3, 0.01 * RmsRadius),
                most = Line(0, smooth),
                at = 0;
            while (at < _radii[^1] && Line(at, smooth) > most / 2)
                at += step;
            return Math.Sqrt(Math.Max(0, (4 * at * at) - (8 * Math.Log(2) * smooth * smooth)));
        }
    }

    /// <summary>Fits the edge spread function.</summary>
    /// <param name="samples">Distance from the edge in pixels, increasing toward the bright side, and value.</param>
    /// <param name="across">Width in pixels of the first of two boxes whose convolution is a pixel's projection onto the normal of the edge.</param>
    /// <param name="along">Width in pixels of the second box.</param>
    public static DiskMixture Fit((double Distance, double Value)[] samples, double across, double along)
    {
        (double[] distance, double[] value, double[] count) = Binned(samples);
        double reach = Math.Min(-distance[0], distance[^1]) - 1;
        if (reach < 2)
            throw new ArgumentException("The edge lies at the border of the box. Choose a box with the edge in its middle.");
        double[] radii = [.. Radii(0.8 * reach)];
        int n = radii.Length + 1;

        // Columns: the level of the dark side, then the spread of every disk.
        double[][] columns =
        [
            [.. distance.Select(_ => 1.0)],
            .. radii.Select(r => Array.ConvertAll(distance, d => Pixel(d, r, across, along))),
        ];
        var gram = new double[n, n];
        var right = new double[n];
        for (int j = 0; j < n; j++)
        {
            for (int k = 0; k <= j; k++)
                gram[j, k] = gram[k, j] = Sum(i => count[i] * columns[j][i] * columns[k][i]);
            right[j] = Sum(i => count[i] * columns[j][i] * value[i]);
        }

        // Disks of neighboring radii are almost indistinguishable: a little smoothness selects a solution without spikes.
        double smooth = 1e-4 * Sum(i => count[i]);
        for (int j = 2; j < n - 1; j++)
        {
            gram[j, j] += smooth;
            gram[j + 1, j + 1] += smooth;
            gram[j, j + 1] -= smooth;
            gram[j + 1, j] -= smooth;
        }

        // Very small disks are spikes, which noise causes as well as the blur: penalize them.
        for (int j = 1; j < n; j++)
            gram[j, j] += 3e-4 * Sum(i => count[i]) / Math.Max(0.0625, radii[j - 1] * radii[j - 1]);

        double[] solution = SolveNonNegative(gram, right);
        double contrast = solution.Skip(1).Sum();
        if (!(contrast > 0))
            throw new ArgumentException("There is no step from dark to bright in the box. Choose a box that holds one edge.");
        double[] model = [.. Enumerable.Range(0, distance.Length).Select(i => Enumerable.Range(0, n).Sum(k => solution[k] * columns[k][i]))];
        double error = samples
            .Where(s => s.Distance >= distance[0] && s.Distance <= distance[^1])
            .Average(s => Math.Pow(s.Value - Interpolate(distance, model, s.Distance), 2));
        return new(radii, [.. solution.Skip(1).Select(w => w / contrast)]) { Contrast = contrast, Misfit = Math.Sqrt(error) / contrast };

        double Sum(Func<int, double> term)
        {
            double sum = 0;
            for (int i = 0; i < distance.Length; i++)
                sum += term(i);
            return sum;
        }
    }

    public Psf ToPsf()
    {
        int reach = (int)Math.Ceiling(_radii.Zip(_weights).Where(p => p.Second > 1e-4).Max(p => p.First) + 0.5),
            size = (2 * reach) + 1;
        var sum = new double[size * size];
        foreach ((double radius, double weight) in _radii.Zip(_weights).Where(p => p.Second > 1e-4))
        {
            Psf disk = radius == 0 ? Psf.Delta() : Psf.Disk(radius);
            for (int y = 0; y < disk.Shape.Height; y++)
            for (int x = 0; x < disk.Shape.Width; x++)
                sum[((y - disk.OriginRow + reach) * size) + x - disk.OriginColumn + reach] += weight * disk.Samples[(y * disk.Shape.Width) + x];
        }

        return Psf.FromSamples(new(size, size), Array.ConvertAll(sum, v => (float)v)).Crop(0.9995);
    }

    private static IEnumerable<double> Radii(double largest)
    {
        yield return 0;
        for (double r = 0.25; r <= largest; r = Math.Max(r + 0.25, 1.06 * r))
            yield return r;
    }

    /// <summary>Fraction of a disk on the dark side of a line at a distance from its center, 0 to 1.</summary>
    private static double Spread(double d, double radius)
    {
        if (d >= radius)
            return radius == 0 && d == 0 ? 0.5 : 1;
        if (d <= -radius)
            return 0;
        double t = d / radius;
        return 0.5 + (((t * Math.Sqrt(1 - (t * t))) + Math.Asin(t)) / Math.PI);
    }

    /// <summary>
    /// The same integrated over the area of a pixel and once more over the area of a sample of the resulting PSF: two equal boxes convolve to a
    /// triangle.
    /// </summary>
    private static double Pixel(double d, double radius, double across, double along)
    {
        const int Points = 10;
        double sum = 0;
        for (int i = 0; i < Points; i++)
        for (int j = 0; j < Points; j++)
            sum += Roof(i) * Roof(j) * Spread(d + (across * At(i)) + (along * At(j)), radius);
        return sum;

        static double At(int i) => ((2 * (i + 0.5)) / Points) - 1;

        static double Roof(int i) => (1 - Math.Abs(At(i))) * 2 / Points;
    }

    /// <summary>Line spread function, smoothed by a Gaussian of a given standard deviation.</summary>
    private double Line(double d, double sigma)
    {
        const int Points = 40;
        const double Reach = 3;
        double sum = 0,
            total = 0;
        for (int i = 0; i < Points; i++)
        {
            double t = Reach * (((2 * (i + 0.5)) / Points) - 1),
                half = Reach / Points * sigma,
                weight = Math.Exp(-0.5 * t * t),
                at = d + (t * sigma);
            total += weight;
            foreach ((double radius, double share) in _radii.Zip(_weights))
                if (share > 0)
                    sum += weight * share * (Spread(at + half, radius) - Spread(at - half, radius)) / (2 * half);
        }

        return sum / total;
    }

    /// <summary>Interpolates between two bins.</summary>
    private static double Interpolate(double[] distance, double[] value, double at)
    {
        int right = Math.Clamp(Array.BinarySearch(distance, at) is < 0 and int i ? ~i : Array.BinarySearch(distance, at), 1, distance.Length - 1);
        double t = (at - distance[right - 1]) / (distance[right] - distance[right - 1]);
        return value[right - 1] + (t * (value[right] - value[right - 1]));
    }

    private static (double[] Distance, double[] Value, double[] Count) Binned((double Distance, double Value)[] samples)
    {
        // Only distances that occur on both sides: beyond them only one side of the edge is sampled.
        double limit = Math.Min(-samples.Min(s => s.Distance), samples.Max(s => s.Distance));
        var bins = samples
            .Where(s => Math.Abs(s.Distance) <= limit)
            .GroupBy(s => (int)Math.Floor(s.Distance / Bin))
            .OrderBy(g => g.Key)
            .Select(g => (g.Average(s => s.Distance), g.Average(s => s.Value), (double)g.Count()))
            .ToArray();
        if (bins.Length < 8)
            throw new ArgumentException("The edge lies at the border of the box. Choose a box with the edge in its middle.");
        return ([.. bins.Select(b => b.Item1)], [.. bins.Select(b => b.Item2)], [.. bins.Select(b => b.Item3)]);
    }

    /// <summary>Non-negative least squares by coordinate descent; the first unknown may have any sign.</summary>
    private static double[] SolveNonNegative(double[,] gram, double[] right)
    {
        int n = right.Length;
        var x = new double[n];
        for (int round = 0; round < MaxRounds; round++)
        {
            double change = 0,
                size = 0;
            for (int j = n - 1; j >= 0; j--)
            {
                double gradient = -right[j];
                for (int k = 0; k < n; k++)
                    gradient += gram[j, k] * x[k];
                double next = x[j] - (gradient / gram[j, j]);
                next = j == 0 ? next : Math.Max(0, next);
                (change, size, x[j]) = (change + Math.Abs(next - x[j]), size + Math.Abs(next), next);
            }

            if (change < 1e-9 * size)
                break;
        }

        return x;
    }
}
