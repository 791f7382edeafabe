namespace Deconv.Estimation;

/// <summary>
/// Quality of the JPEG compression that an image went through, whatever file it is stored in now: the cosine transform of its blocks lies at
/// multiples of the steps that it was rounded to (Fan and de Queiroz 2003). Found for steps of two levels and more, which a quality of 92 has.
/// </summary>
internal static class CompressionQuality
{
    /// <summary>Side of a block.</summary>
    public const int Block = 8;

    /// <summary>Blocks beyond which the steps do not become more certain.</summary>
    private const int MaxBlocks = 1200;

    /// <summary>Coefficients of one frequency that show its step, at least.</summary>
    private const int MinShown = 40;

    /// <summary>Mean cosine of the phase within a step: 1 at multiples of it, 0 if there is no step.</summary>
    private const double Clustered = 0.6;

    /// <summary>
    /// Root mean square distance from the multiples, at most, in levels: rounding to whole levels leaves .3, and .5 with that of the colors. Noise
    /// that was added later leaves more, and so do patterns that repeat in a picture that never was a JPEG.
    /// </summary>
    private const double MaxDistance = 0.8;

    /// <summary>Steps that are tried, in levels of 255.</summary>
    private const int MinStep = 2,
        MaxStep = 60;

    /// <summary>Frequencies whose steps must agree, at least.</summary>
    private const int MinAgreeing = 4;

    /// <summary>Ratio of two steps, in units of the standard ones, up to which they agree.</summary>
    private const double Agreement = 1.4;

    /// <summary>Low frequencies, which most blocks have, with the steps of the standard for luminance at quality 50.</summary>
    private static readonly (int Row, int Column, int Step)[] Frequencies =
    [
        (0, 1, 11),
        (1, 0, 12),
        (1, 1, 12),
        (0, 2, 10),
        (2, 0, 14),
        (1, 2, 14),
        (2, 1, 13),
        (0, 3, 16),
        (3, 0, 14),
    ];

    /// <summary>The orthonormal cosines, 8 for every frequency.</summary>
    private static readonly double[] Waves =
    [
        .. Enumerable
            .Range(0, Block * Block)
            .Select(i => Math.Sqrt((i < Block ? 1.0 : 2.0) / Block) * Math.Cos(((i % Block) + 0.5) * (i / Block) * Math.PI / Block)),
    ];

    /// <summary>The quality, 1 to 92; null if no steps are found.</summary>
    /// <param name="luma">Encoded luminance, 0 to 255.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="origin">First row and column of a block, 0 to 7.</param>
    public static int? Of(ReadOnlySpan<float> luma, Shape shape, (int Row, int Column) origin)
    {
        int down = (shape.Height - origin.Row) / Block,
            across = (shape.Width - origin.Column) / Block;
        if (down * across < MinShown)
            return null;
        int every = 1 + (down * across / MaxBlocks);
        var coefficients = new double[down * across / every];
        var scales = new List<double>();
        foreach ((int row, int column, int step) in Frequencies)
        {
            for (int i = 0; i < coefficients.Length; i++)
            {
                (int y, int x) = Math.DivRem(i * every, across);
                int at = ((origin.Row + (y * Block)) * shape.Width) + origin.Column + (x * Block);
                coefficients[i] = Coefficient(luma[at..], shape.Width, row, column);
            }

            if (Step(coefficients) is { } found)
                scales.Add((double)found / step);
        }

        if (scales.Count < MinAgreeing)
            return null;
        scales.Sort();
        double scale = scales[scales.Count / 2];
        if (scales.Count(s => s <= Agreement * scale && scale <= Agreement * s) < MinAgreeing)
            return null;
        return (int)Math.Round(scale <= 1 ? 100 - (50 * scale) : 50 / scale);
    }

    /// <summary>The largest step whose multiples the coefficients are; null if there is none.</summary>
    private static int? Step(ReadOnlySpan<double> coefficients)
    {
        for (int step = MaxStep; step >= MinStep; step--)
        {
            double sum = 0,
                squares = 0;
            int shown = 0;
            foreach (double c in coefficients)
            {
                if (Math.Abs(c) < step / 2.0)
                    continue;
                sum += Math.Cos(2 * Math.PI * c / step);
                double distance = Math.IEEERemainder(c, step);
                squares += distance * distance;
                shown++;
            }

            if (shown >= MinShown && sum > Clustered * shown && squares < MaxDistance * MaxDistance * shown)
                return step;
        }

        return null;
    }

    private static double Coefficient(ReadOnlySpan<float> block, int stride, int row, int column)
    {
        ReadOnlySpan<double> down = Waves.AsSpan(row * Block, Block),
            across = Waves.AsSpan(column * Block, Block);
        double sum = 0;
        for (int y = 0; y < Block; y++)
        {
            double line = 0;
            for (int x = 0; x < Block; x++)
                line += block[(y * stride) + x] * across[x];
            sum += line * down[y];
        }

        return sum;
    }
}
