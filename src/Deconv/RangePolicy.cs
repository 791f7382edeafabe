namespace Deconv;

/// <summary>What happens to samples outside 0..1 when an image is written as pixels.</summary>
public enum RangePolicy
{
    /// <summary>Below 0 becomes 0, above 1 becomes 1, and both are counted. The default.</summary>
    Clip,

    /// <summary>Float pixels keep every finite value. Integer pixels cannot, so they clip and count as <see cref="Clip"/> does.</summary>
    Preserve,

    /// <summary>
    /// One linear map for all planes takes the smallest sample to 0 and the largest to 1, in linear light. A flat image is clipped instead.
    /// </summary>
    Rescale,
}
