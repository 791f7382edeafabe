using System.Numerics.Tensors;

namespace Deconv.Estimation;

/// <summary>
/// The level at which a channel is clipped: that of the format, or a plateau below it, as raw converters and scaled files leave them. A plateau
/// is a largest value that many samples have exactly, and far more than the next smaller value; but not most of them, as in a page of white paper.
/// </summary>
internal static class ClipLevel
{
    /// <summary>Samples of a plateau, at least.</summary>
    private const int MinSamples = 64;

    /// <summary>The same as a fraction of all samples.</summary>
    private const double MinShare = 1e-4;

    /// <summary>The largest fraction: more is the background of the scene.</summary>
    private const double MaxShare = 0.5;

    /// <summary>How many times as many samples have the largest value as have the next smaller one.</summary>
    private const int PileUp = 8;

    /// <summary>The level at or above which a sample of the channel is clipped.</summary>
    /// <param name="plane">One channel.</param>
    /// <param name="level">Level of the format, in units of the samples; infinity if it has none.</param>
    public static double Of(ReadOnlySpan<float> plane, double level)
    {
        float largest = TensorPrimitives.MaxNumber(plane);
        if (!(largest < level && largest > 0))
            return level;
        var values = new LargestValues();
        values.Add(plane);
        return Of(values, level);
    }

    /// <summary>The same for a channel whose largest values are known.</summary>
    public static double Of(LargestValues values, double level)
    {
        bool piled =
            values.Largest < level
            && values.Largest > 0
            && values.AtLargest >= PileUp * values.AtNext
            && values.AtLargest >= Math.Max(MinSamples, MinShare * values.Count);
        return piled && values.AtLargest <= MaxShare * values.Count ? values.Largest : level;
    }
}
