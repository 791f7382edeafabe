using Deconv.Restoration.Verdict;

namespace Deconv.Imaging.Policy;

/// <summary>The samples that a file holds of a restored photograph, compared with the restored ones.</summary>
internal static class SavedSamples
{
    /// <summary>Percentage of clipped samples up to which they are lamps.</summary>
    private const double MaxLamps = 1;

    /// <summary>Computes <see cref="PhotographRestoration.CheckSaved"/>: see there.</summary>
    public static FitCheck Check(PhotographRestoration restored, SaveReport saved)
    {
        bool clipped = saved.Clipped.Percent > MaxLamps,
            coarser = saved.Depth < restored.Photograph.Depth;
        FitCheck check = restored.Result.Check;
        if (saved.Range == RangePolicy.Rescale || check.Verdict != FitVerdict.Fits || !(clipped || coarser))
            return check;
        using PlanarImage loss = Loss(restored.Photograph.Color, saved, clipped);
        return restored.Result.CheckWithout(restored.Psf, loss, restored.Residual, clipped ? FitCause.Clipped : FitCause.Rounded);
    }

    /// <summary>Restored minus saved samples; 0 for those that were clipped, if they do not count.</summary>
    private static PlanarImage Loss(PlanarImage color, SaveReport saved, bool countClipped)
    {
        PlanarImage held = Held(color, saved);
        for (int plane = 0; plane < held.Count; plane++)
        {
            ReadOnlySpan<float> light = color[plane];
            Span<float> kept = held[plane];
            for (int i = 0; i < kept.Length; i++)
                kept[i] = countClipped || light[i] is >= 0 and <= 1 ? light[i] - kept[i] : 0;
        }

        return held;
    }

    private static PlanarImage Held(PlanarImage color, SaveReport saved)
    {
        int samples = color.Count * color.Shape.Count;
        switch (saved.Depth)
        {
            case SampleDepth.UInt8:
                var bytes = new byte[samples];
                color.CopyTo(bytes, saved.Transfer, saved.Range);
                return PlanarImage.FromInterleaved(bytes, color.Shape, color.Count, saved.Transfer);
            case SampleDepth.UInt16:
                var words = new ushort[samples];
                color.CopyTo(words, saved.Transfer, saved.Range);
                return PlanarImage.FromInterleaved(words, color.Shape, color.Count, saved.Transfer);
            default:
                var floats = new float[samples];
                color.CopyTo(floats, saved.Transfer, saved.Range);
                return PlanarImage.FromInterleaved(floats, color.Shape, color.Count, saved.Transfer);
        }
    }
}
