namespace Deconv.Blind.Search.Lamps;

/// <summary>A small bright spot that stands alone on darker surroundings.</summary>
/// <param name="Shape">Shape of the box around it.</param>
/// <param name="Samples">Light above the surroundings, row-major in the box; 0 outside the spot.</param>
/// <param name="Height">Largest sample.</param>
internal sealed record BrightSpot(Shape Shape, float[] Samples, float Height)
{
    /// <summary>Width of the rim that is taken along, and of the surroundings around it, in pixels.</summary>
    private const int Rim = 2;

    /// <summary>Distance from the spot to the outside of its surroundings.</summary>
    private const int Margin = 2 * Rim;

    /// <summary>Light of the surroundings over the height of a spot up to which they count as dark.</summary>
    private const float MaxSurroundings = 0.25f;

    /// <summary>Share of the surroundings that must be dark.</summary>
    private const double DarkShare = 0.9;

    /// <summary>The spot that a part of a plane is; null if it is too large, too near to the border or too low, or does not stand alone.</summary>
    /// <param name="plane">Row-major samples.</param>
    /// <param name="shape">Shape of the plane.</param>
    /// <param name="part">Indices of the samples.</param>
    /// <param name="bound">Largest height and width in pixels.</param>
    /// <param name="minHeight">Least height, in units of the samples.</param>
    public static BrightSpot? Of(ReadOnlySpan<float> plane, Shape shape, int[] part, int bound, double minHeight)
    {
        int w = shape.Width,
            top = part.Min(i => i / w) - Margin,
            left = part.Min(i => i % w) - Margin,
            height = part.Max(i => i / w) - top + 1 + Margin,
            width = part.Max(i => i % w) - left + 1 + Margin;
        if (height > bound + (2 * Margin) || width > bound + (2 * Margin) || top < 0 || left < 0 || top + height > shape.Height || left + width > w)
            return null;
        byte[] distance = Distances(part, w, top, left, new(height, width));
        var around = new List<float>();
        var samples = new float[height * width];
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = plane[((top + (i / width)) * w) + left + (i % width)];
            if (distance[i] is > Rim and <= Margin)
                around.Add(samples[i]);
        }

        around.Sort();
        float ground = around[around.Count / 2],
            tall = 0;
        for (int i = 0; i < samples.Length; i++)
            tall = Math.Max(tall, samples[i] = distance[i] <= Rim ? Math.Max(0, samples[i] - ground) : 0);
        bool alone = around[(int)(DarkShare * (around.Count - 1))] - ground <= MaxSurroundings * tall;
        return tall >= minHeight && alone ? new(new(height, width), samples, tall) : null;
    }

    /// <summary>Chessboard distances from the part within a box, up to <see cref="Margin"/>; 255 beyond.</summary>
    private static byte[] Distances(int[] part, int w, int top, int left, Shape box)
    {
        var distance = new byte[box.Count];
        Array.Fill(distance, byte.MaxValue);
        foreach (int i in part)
        {
            for (int dy = -Margin; dy <= Margin; dy++)
            for (int dx = -Margin; dx <= Margin; dx++)
            {
                ref byte at = ref distance[(((i / w) - top + dy) * box.Width) + (i % w) - left + dx];
                at = Math.Min(at, (byte)Math.Max(Math.Abs(dy), Math.Abs(dx)));
            }
        }

        return distance;
    }
}
