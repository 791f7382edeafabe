namespace Deconv.Benchmarks.Training;

/// <summary>
/// A dead leaves picture (Lee, Mumford and Huang 2001): disks and bars that cover each other, with the density 1/r³ of their radius. Photographs
/// have few edges as sharp as those of drawings and print; the training gets them from here.
/// </summary>
internal static class DeadLeaves
{
    private const double Smallest = 2;
    private const double Largest = 150;

    /// <summary>Painted from front to back until nothing shows through.</summary>
    public static PlanarImage Draw(Shape shape, int seed)
    {
        var random = new Random(seed);
        var picture = new PlanarImage(shape, 1);
        picture[0].Fill(-1);
        for (int left = shape.Count; left > 0; )
        {
            // 1/r³ between the bounds by its inverse distribution
            double low = 1 / (Smallest * Smallest),
                high = 1 / (Largest * Largest),
                radius = 1 / Math.Sqrt(low - (random.NextDouble() * (low - high)));
            double y = ((shape.Height + (2 * radius)) * random.NextDouble()) - radius,
                x = ((shape.Width + (2 * radius)) * random.NextDouble()) - radius;
            left -= Paint(
                picture,
                y,
                x,
                radius,
                random.NextDouble() < 0.5 ? 1 : random.NextDouble(),
                Math.PI * random.NextDouble(),
                random.NextDouble() < 0.5,
                random.NextSingle()
            );
        }

        return picture;
    }

    private static int Paint(PlanarImage picture, double cy, double cx, double radius, double aspect, double angle, bool disk, float level)
    {
        (double sine, double cosine) = Math.SinCos(angle);
        int painted = 0;
        for (int y = Math.Max(0, (int)(cy - (1.5 * radius))); y < Math.Min(picture.Shape.Height, cy + (1.5 * radius)); y++)
        {
            Span<float> row = picture.Row(0, y);
            for (int x = Math.Max(0, (int)(cx - (1.5 * radius))); x < Math.Min(picture.Shape.Width, cx + (1.5 * radius)); x++)
            {
                double along = ((x - cx) * cosine) + ((y - cy) * sine),
                    across = (((y - cy) * cosine) - ((x - cx) * sine)) / aspect;
                if (
                    row[x] >= 0
                    || (disk ? (along * along) + (across * across) > radius * radius : Math.Max(Math.Abs(along), Math.Abs(across)) > radius)
                )
                    continue;
                row[x] = level;
                painted++;
            }
        }

        return painted;
    }
}
