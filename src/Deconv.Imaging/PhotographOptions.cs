using Deconv.Restoration;

namespace Deconv.Imaging;

/// <summary>
/// How a photograph is restored. What the file tells (depth, curve, compression) is filled in from it; the defaults are those of the command line.
/// </summary>
public sealed record PhotographOptions
{
    /// <summary>Options for <see cref="PhotographRestorer.Sharpen"/>: luminance only, halos held to 2 % of white.</summary>
    public static PhotographOptions Sharpening { get; } =
        new()
        {
            Restoration = new() { Channels = ChannelMode.Luma, MaxOvershoot = 0.02 },
        };

    /// <summary>
    /// Method, prior, strength and control. Null: the defaults of what is done. Clipping, the noise hidden by compression, linear light and
    /// positivity are set from the photograph; a <see cref="DeconvolutionOptions.NoiseFloor"/> above 0 and a false
    /// <see cref="DeconvolutionOptions.NonNegative"/> stay.
    /// </summary>
    public DeconvolutionOptions? Restoration { get; init; }

    /// <summary>From which level on samples are clipped. Default: by the file.</summary>
    public Saturation Saturation { get; init; }

    /// <summary>Share of the restored image in the result, 0 (keeps the input) to 1 (the default).</summary>
    public double Amount { get; init; } = 1;

    /// <summary>
    /// Where to apply: one plane of the photograph's shape, 1 takes the restored image, 0 keeps the input. Null: everywhere. Not changed.
    /// </summary>
    public PlanarImage? Mask { get; init; }

    /// <summary>The part that is wanted. Null: all of it.</summary>
    public Region? Region { get; init; }

    /// <summary>
    /// Solve only for the region and this many samples around it, 0 or above: quick, and close to the whole but not equal. Noise, λ and white are
    /// still those of the whole. Null (the default): solve for all of it.
    /// </summary>
    public int? Margin { get; init; }

    internal void Validate(Shape shape)
    {
        if (!(Amount is >= 0 and <= 1))
            throw new ArgumentException($"Amount is 0 to 1, not {Amount}.");
        if (Mask is { } mask && mask.Shape != shape)
            throw new ArgumentException($"The mask is {mask.Shape}, the photograph {shape}. Both must be of the same size.");
        if (Mask is { Count: > 1 })
            throw new ArgumentException($"A mask is one plane, not {Mask.Count}.");
        if (Region is { } region && !region.LiesInside(shape))
            throw new ArgumentException($"The region {region} does not lie inside the {shape.Width}×{shape.Height} photograph.");
        if (Margin < 0)
            throw new ArgumentException($"Margin is 0 or above, not {Margin}.");
    }
}
