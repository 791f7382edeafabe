namespace Deconv.Cli.Options;

/// <summary>
/// JPEG removes the fine part of the noise, so every estimate is too low and the prior too weak: 1.3 instead of 2.6 in 255 at quality 90.
/// The noise to reckon with besides was found by trying, in units of 255: 1.0, 1.3, 2.1, 3.1 at quality 95, 90, 75, 50.
/// </summary>
internal static class JpegNoise
{
    private static readonly (int Quality, double Noise)[] Table = [(50, 3.1), (75, 2.1), (90, 1.3), (95, 1.0), (100, 0.3)];

    /// <summary>Standard deviation on a scale of 1; 0 for what was no JPEG.</summary>
    public static double Hidden(int? quality)
    {
        if (quality is not { } q)
            return 0;
        if (q <= Table[0].Quality)
            return Table[0].Noise / 255;
        for (int i = 1; i < Table.Length; i++)
        {
            if (q > Table[i].Quality)
                continue;
            double t = (double)(q - Table[i - 1].Quality) / (Table[i].Quality - Table[i - 1].Quality);
            return (Table[i - 1].Noise + (t * (Table[i].Noise - Table[i - 1].Noise))) / 255;
        }

        return Table[^1].Noise / 255;
    }
}
