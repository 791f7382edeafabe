namespace Deconv.Objectives.Priors.Patches;

/// <summary>Draws patches from pictures, at full size and at half size, turned and mirrored at random, their means taken away.</summary>
internal static class PatchSampler
{
    /// <summary>One after the other, 64 samples each.</summary>
    /// <param name="pictures">Planes of at least 16x16 and weights: patches are shared out by weight times area.</param>
    /// <param name="count">Number of patches.</param>
    /// <param name="seed">The same seed draws the same patches.</param>
    public static float[] Draw(IReadOnlyList<(PlanarImage Picture, double Weight)> pictures, int count, int seed)
    {
        var random = new Random(seed);
        (PlanarImage Picture, double Weight)[] halves = [.. pictures.Select(p => (Half(p.Picture), p.Weight))];
        (PlanarImage Picture, double Weight)[] all = [.. pictures, .. halves];
        double area = all.Sum(p => p.Weight * p.Picture.Shape.Count);
        float[] patches = new float[count * PatchGeometry.Samples];
        int drawn = 0;
        double passed = 0;
        foreach ((PlanarImage picture, double weight) in all)
        {
            passed += weight * picture.Shape.Count;
            for (; drawn < Math.Round(count * passed / area); drawn++)
                Draw(picture, random, patches.AsSpan(drawn * PatchGeometry.Samples, PatchGeometry.Samples));
        }

        foreach ((PlanarImage half, _) in halves)
            half.Dispose();
        return patches;
    }

    private static void Draw(PlanarImage picture, Random random, Span<float> patch)
    {
        int top = random.Next(picture.Shape.Height - PatchGeometry.Side + 1),
            left = random.Next(picture.Shape.Width - PatchGeometry.Side + 1),
            symmetry = random.Next(8);
        float sum = 0;
        for (int y = 0; y < PatchGeometry.Side; y++)
        for (int x = 0; x < PatchGeometry.Side; x++)
        {
            int row = (symmetry & 1) == 0 ? y : PatchGeometry.Side - 1 - y,
                column = (symmetry & 2) == 0 ? x : PatchGeometry.Side - 1 - x;
            if ((symmetry & 4) != 0)
                (row, column) = (column, row);
            sum += patch[(y * PatchGeometry.Side) + x] = picture.Row(0, top + row)[left + column];
        }

        foreach (ref float v in patch)
            v -= sum / PatchGeometry.Samples;
    }

    /// <summary>Means of 2x2 samples.</summary>
    private static PlanarImage Half(PlanarImage picture)
    {
        var half = new PlanarImage(new(picture.Shape.Height / 2, picture.Shape.Width / 2), 1);
        for (int y = 0; y < half.Shape.Height; y++)
        {
            ReadOnlySpan<float> upper = picture.Row(0, 2 * y),
                lower = picture.Row(0, (2 * y) + 1);
            Span<float> to = half.Row(0, y);
            for (int x = 0; x < to.Length; x++)
                to[x] = 0.25f * (upper[2 * x] + upper[(2 * x) + 1] + lower[2 * x] + lower[(2 * x) + 1]);
        }

        return half;
    }
}
