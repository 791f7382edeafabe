namespace Deconv.Benchmarks.Outliers;

/// <summary>Impulses: dead and hot samples.</summary>
internal static class SaltAndPepper
{
    /// <summary>Sets every sample of every channel, each on its own, to black or white with a probability, half of them to each.</summary>
    /// <param name="image">The image; changed.</param>
    /// <param name="share">Probability, 0 to 1.</param>
    /// <param name="seed">The same seed hits the same samples; a larger share hits these and more.</param>
    public static void Add(PlanarImage image, double share, int seed)
    {
        var random = new Random(seed);
        for (int plane = 0; plane < image.Count; plane++)
            foreach (ref float v in image[plane])
            {
                double place = random.NextDouble(),
                    side = random.NextDouble();
                if (place < share)
                    v = side < 0.5 ? 0 : 1;
            }
    }
}
