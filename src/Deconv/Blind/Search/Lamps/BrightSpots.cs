using System.Numerics.Tensors;
using Deconv.Estimation;

namespace Deconv.Blind.Search.Lamps;

/// <summary>Finds small bright spots that stand alone: what a moving camera makes of lamps, reflections and stars.</summary>
internal static class BrightSpots
{
    /// <summary>
    /// Levels at which parts are looked for, as fractions of the way from the median to the largest sample. The lowest at which a spot stands alone
    /// shows most of it.
    /// </summary>
    private static readonly double[] Ladder = [0.06, 0.09, 0.13, 0.18, 0.25, 0.35, 0.5, 0.7];

    /// <summary>Least height of a spot, as a fraction of the same range.</summary>
    private const double MinHeight = 0.2;

    /// <summary>Fewest samples of a spot: smaller ones have no shape.</summary>
    private const int MinArea = 12;

    /// <summary>Spots that are kept, at most.</summary>
    private const int Most = 60;

    /// <summary>The spots, the brightest first.</summary>
    /// <param name="plane">Row-major samples.</param>
    /// <param name="shape">Shape of the plane.</param>
    /// <param name="bound">Largest height and width of a spot in pixels.</param>
    public static IReadOnlyList<BrightSpot> Find(ReadOnlySpan<float> plane, Shape shape, int bound)
    {
        double dark = NoiseEstimator.Rank(plane.ToArray(), plane.Length / 2),
            range = TensorPrimitives.Max(plane) - dark;
        if (!(range > 0))
            return [];
        var found = new List<BrightSpot>();
        var taken = new bool[plane.Length];
        var parts = new ConnectedParts(shape);
        foreach (double step in Ladder)
        {
            foreach (int[] part in parts.Above(plane, (float)(dark + (step * range))))
            {
                if (part.Length < MinArea || part.Any(i => taken[i]))
                    continue;
                if (BrightSpot.Of(plane, shape, part, bound, MinHeight * range) is not { } spot)
                    continue;
                found.Add(spot);
                foreach (int i in part)
                    taken[i] = true;
            }
        }

        return [.. found.OrderByDescending(s => s.Height).Take(Most)];
    }
}
