namespace Deconv.Imaging.Policy;

/// <summary>Computes weight · restored + (1 − weight) · blurred in place; the weight is the amount times the mask.</summary>
internal static class Blending
{
    /// <param name="restored">The restored region; overwritten.</param>
    /// <param name="blurred">The whole blurred photograph.</param>
    /// <param name="region">Position of the restored region in it.</param>
    /// <param name="amount">Amount, 0 to 1.</param>
    /// <param name="mask">Mask, 0 to 1, of the shape of the photograph; null for 1.</param>
    public static void Apply(PlanarImage restored, PlanarImage blurred, Region region, float amount, PlanarImage? mask)
    {
        if (amount == 1 && mask is null)
            return;
        for (int plane = 0; plane < restored.Count; plane++)
        for (int y = 0; y < region.Shape.Height; y++)
        {
            Span<float> to = restored.Row(plane, y);
            ReadOnlySpan<float> from = blurred.Row(plane, region.Top + y).Slice(region.Left, to.Length),
                share = mask is null ? [] : mask.Row(0, region.Top + y).Slice(region.Left, to.Length);
            for (int x = 0; x < to.Length; x++)
            {
                float s = share.IsEmpty ? amount : amount * share[x];
                if (s < 1)
                    to[x] = from[x] + (s * (to[x] - from[x]));
            }
        }
    }
}
