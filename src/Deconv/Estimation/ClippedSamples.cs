using Deconv.Numerics;

namespace Deconv.Estimation;

/// <summary>Finds clipped samples.</summary>
internal static class ClippedSamples
{
    /// <summary>Sets the marks of the samples that are clipped in any channel to 1 and those of all others to 0; returns the share that is.</summary>
    /// <param name="image">The image.</param>
    /// <param name="level">Level of the format, in units of the samples.</param>
    /// <param name="marks">One per sample; overwritten.</param>
    public static double MarkAny(PlanarImage image, double level, Span<float> marks)
    {
        marks.Clear();
        for (int plane = 0; plane < image.Count; plane++)
        {
            ReadOnlySpan<float> x = image[plane];
            double clipped = ClipLevel.Of(x, level);
            for (int i = 0; i < x.Length; i++)
                if (x[i] >= clipped)
                    marks[i] = 1;
        }

        return Reduce.Sum(marks) / marks.Length;
    }

    /// <summary>
    /// Negates the weight of every sample at or above a level that has a weight above 0: it is a lower bound, "at least this bright". Returns their
    /// number.
    /// </summary>
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
