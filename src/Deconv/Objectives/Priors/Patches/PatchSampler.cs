namespace Deconv.Objectives.Priors.Patches;

/// <summary>Draws patches from images at full size and at half size, randomly rotated and mirrored, with their means subtracted.</summary>
internal static class PatchSampler
{
    /// <summary>Returns the patches one after the other, 64 samples each.</summary>
    /// <param name="images">Planes of at least 16x16 samples and weights: the number of patches is proportional to weight times area.</param>
    /// <param name="count">Number of patches.</param>
    /// <param name="seed">The same seed draws the same patches.</param>
    public static float[] Draw(IReadOnlyList<(PlanarImage Image, double Weight)> images, int count, int seed)
    {
        var random = new Random(seed);
        (PlanarImage Image, double Weight)[] halves = [.. images.Select(p => (Half(p.Image), p.Weight))];
        (PlanarImage Image, double Weight)[] all = [.. images, .. halves];
        double area = all.Sum(p => p.Weight * p.Image.Shape.Count);
        float[] patches = new float[count * PatchGeometry.Samples];
        int drawn = 0;
        double passed = 0;
        foreach ((PlanarImage image, double weight) in all)
        {
            passed += weight * image.Shape.Count;
            for (; drawn < Math.Round(count * passed / area); drawn++)
                Draw(image, random, patches.AsSpan(drawn * PatchGeometry.Samples, PatchGeometry.Samples));
        }

        foreach ((PlanarImage half, _) in halves)
            half.Dispose();
        return patches;
    }

    private static void Draw(PlanarImage image, Random random, Span<float> patch)
    {
        int top = random.Next(image.Shape.Height - PatchGeometry.Side + 1),
            left = random.Next(image.Shape.Width - PatchGeometry.Side + 1),
            symmetry = random.Next(8);
        float sum = 0;
        for (int y = 0; y < PatchGeometry.Side; y++)
        for (int x = 0; x < PatchGeometry.Side; x++)
        {
            int row = (symmetry & 1) == 0 ? y : PatchGeometry.Side - 1 - y,
                column = (symmetry & 2) == 0 ? x : PatchGeometry.Side - 1 - x;
            if ((symmetry & 4) != 0)
                (row, column) = (column, row);
            sum += patch[(y * PatchGeometry.Side) + x] = image.Row(0, top + row)[left + column];
        }

        foreach (ref float v in patch)
            v -= sum / PatchGeometry.Samples;
    }

    /// <summary>Means of 2x2 samples.</summary>
    private static PlanarImage Half(PlanarImage image)
    {
        var half = new PlanarImage(new(image.Shape.Height / 2, image.Shape.Width / 2), 1);
        for (int y = 0; y < half.Shape.Height; y++)
        {
            ReadOnlySpan<float> upper = image.Row(0, 2 * y),
                lower = image.Row(0, (2 * y) + 1);
            Span<float> to = half.Row(0, y);
            for (int x = 0; x < to.Length; x++)
                to[x] = 0.25f * (upper[2 * x] + upper[(2 * x) + 1] + lower[2 * x] + lower[(2 * x) + 1]);
        }

        return half;
    }
}
