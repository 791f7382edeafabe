namespace Deconv.Estimation;

/// <summary>
/// How strongly the grid of 8 × 8 blocks of JPEG compression shows in an image, whatever file it is stored in now: by how much the steps between
/// neighbors are larger at the borders of blocks than within them.
/// </summary>
internal static class CompressionBlocks
{
    /// <summary>
    /// Strength above which an image was compressed: 0.28 to 1.5 on 43 photographs from the web, 0.08 or less on 100 images that never were JPEGs.
    /// </summary>
    public const double Visible = 0.2;

    private const int Block = 8;

    /// <summary>Lines beyond which the figure does not become more exact.</summary>
    private const int MaxLines = 1000;

    /// <summary>Steps above this, in units of the contrast, are edges of the scene and not counted.</summary>
    private const float MaxStep = 0.05f;

    /// <summary>
    /// Excess of the mean step at the borders of blocks over its neighbors, relative to the mean of all steps; the mean of both directions. The
    /// grid may begin anywhere.
    /// </summary>
    /// <param name="image">A plane with range 0 to 1.</param>
    /// <param name="shape">Its shape.</param>
    public static double Strength(ReadOnlySpan<float> image, Shape shape) =>
        (Along(image, shape.Height, shape.Width, shape.Width, 1, out _) + Along(image, shape.Width, shape.Height, 1, shape.Width, out _)) / 2;

    /// <summary>First row and column of a block where the grid most probably begins, 0 to 7.</summary>
    /// <inheritdoc cref="Strength"/>
    public static (int Row, int Column) Origin(ReadOnlySpan<float> image, Shape shape)
    {
        Along(image, shape.Height, shape.Width, shape.Width, 1, out int column);
        Along(image, shape.Width, shape.Height, 1, shape.Width, out int row);
        return (row, column);
    }

    private static double Along(ReadOnlySpan<float> image, int lines, int length, int nextLine, int next, out int first)
    {
        Span<double> excess = stackalloc double[Block];
        Span<int> count = stackalloc int[Block];
        double total = 0;
        for (int line = 0; line < lines; line += 1 + (lines / MaxLines))
        for (int i = 2; i < length - 1; i++)
        {
            int at = (line * nextLine) + (i * next);
            float step = Math.Abs(image[at] - image[at - next]),
                before = Math.Abs(image[at - next] - image[at - (2 * next)]),
                after = Math.Abs(image[at + next] - image[at]);
            if (Math.Max(step, Math.Max(before, after)) > MaxStep)
                continue;
            excess[i % Block] += step - ((before + after) / 2);
            count[i % Block]++;
            total += step;
        }

        int all = 0;
        for (int phase = 0; phase < Block; phase++)
        {
            all += count[phase];
            excess[phase] /= Math.Max(1, count[phase]);
        }

        first = 0;
        for (int phase = 1; phase < Block; phase++)
            if (excess[phase] > excess[first])
                first = phase;
        excess.Sort();
        return total > 0 ? (excess[^1] - excess[Block / 2]) * all / total : 0;
    }
}
