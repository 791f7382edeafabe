using Deconv.Estimation;
using Deconv.Numerics;

namespace Deconv.Blind.Search;

/// <summary>Which samples are those of the light: not the clipped ones, and not their neighbors.</summary>
internal static class UnclippedSamples
{
    /// <summary>One plane, 1 where a sample is trusted and 0 where not; null if nothing is clipped.</summary>
    /// <param name="image">The image; a sample is clipped if any plane is.</param>
    /// <param name="level">Level at or above which a sample is clipped, in units of the samples.</param>
    /// <param name="rim">Distance in pixels up to which the neighbors of a clipped sample are not trusted.</param>
    /// <param name="share">Fraction of samples that are not trusted, 0 to 1.</param>
    public static PlanarImage? Find(PlanarImage image, double level, int rim, out double share)
    {
        share = 0;
        var trusted = new PlanarImage(image.Shape, 1);
        Span<float> marks = trusted[0];
        if (ClippedSamples.MarkAny(image, level, marks) == 0)
        {
            trusted.Dispose();
            return null;
        }

        Surroundings.Grow(marks, image.Shape, rim, rim);
        share = Reduce.Sum(marks) / marks.Length;
        foreach (ref float mark in marks)
            mark = 1 - mark;
        return trusted;
    }
}
