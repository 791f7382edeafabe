using Deconv.Estimation;
using Deconv.Numerics;

namespace Deconv.Blind.Search;

/// <summary>
/// Which samples the kernel search trusts: not the clipped ones, and not their neighbors, whose differences to them are not those of the light.
/// </summary>
internal static class UnclippedSamples
{
    /// <summary>One plane, 1 where a sample is trusted and 0 where not; null if nothing is clipped.</summary>
    /// <param name="image">The image; a sample is clipped if any plane is.</param>
    /// <param name="level">Level at or above which a sample is clipped, in units of the samples.</param>
    /// <param name="share">Fraction of samples that are not trusted, 0 to 1.</param>
    public static PlanarImage? Find(PlanarImage image, double level, out double share)
    {
        share = 0;
        var trusted = new PlanarImage(image.Shape, 1);
        Span<float> marks = trusted[0];
        if (ClippedSamples.MarkAny(image, level, marks) == 0)
        {
            trusted.Dispose();
            return null;
        }

        Surroundings.Grow(marks, image.Shape, 1, 1);
        share = Reduce.Sum(marks) / marks.Length;
        foreach (ref float mark in marks)
            mark = 1 - mark;
        return trusted;
    }
}
