namespace Deconv.Estimation;

/// <summary>Finds the clipped samples of a plane: lower bounds, "at least this bright". They are marked by a negative weight.</summary>
internal static class ClippedSamples
{
    /// <summary>Negates the weight of every sample at or above a level that has a weight above 0; returns their number.</summary>
    /// <param name="plane">Samples of one channel.</param>
    /// <param name="level">Level at or above which a sample is clipped, in units of the samples.</param>
    /// <param name="weights">Weight per sample, 0 to 1; changed.</param>
    public static int Mark(ReadOnlySpan<float> plane, double level, Span<float> weights)
    {
        int found = 0;
        for (int i = 0; i < plane.Length; i++)
        {
            if (!(plane[i] >= level && weights[i] > 0))
                continue;
            weights[i] = -weights[i];
            found++;
        }

        return found;
    }
}
