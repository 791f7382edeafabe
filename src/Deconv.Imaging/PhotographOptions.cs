using Deconv.Restoration;

namespace Deconv.Imaging;

/// <summary>
/// How a photograph is restored. Depth, curve and compression are taken from the photograph; the defaults are those of the command line.
/// </summary>
public sealed record PhotographOptions
{
    /// <summary>Options for <see cref="PhotographRestorer.Sharpen"/>: luminance only, halos limited to 2 % of white.</summary>
    public static PhotographOptions Sharpening { get; } =
        new()
        {
            Restoration = new() { Channels = ChannelMode.Luma, MaxOvershoot = 0.02 },
        };

    /// <summary>
    /// Method, prior, strength and control. Null: the defaults of the operation. Clipping, the noise hidden by compression and linear light are set
    /// from the photograph; a <see cref="DeconvolutionOptions.NoiseFloor"/> above 0 stays.
    /// </summary>
    public DeconvolutionOptions? Restoration { get; init; }

    /// <summary>The level at or above which samples are clipped. Default: derived from the file.</summary>
    public Saturation Saturation { get; init; }

    /// <summary>Fraction of the restored image in the result, 0 (keeps the input) to 1 (the default).</summary>
    public double Amount { get; init; } = 1;

    /// <summary>
    /// Where to apply the result: one plane of the photograph's shape, 1 takes the restored image, 0 keeps the input. Null: everywhere. Not changed.
    /// </summary>
    public PlanarImage? Mask { get; init; }

    /// <summary>The part to return. Null: the whole photograph.</summary>
    public Region? Region { get; init; }

    /// <summary>
    /// Solves only for the region and this many samples around it, 0 or above: fast, and close to the full result but not identical. Noise, λ and
    /// white are still those of the whole photograph. Null (the default): solves for the whole photograph.
    /// </summary>
    public int? Margin { get; init; }

    /// <summary>
    /// Whether the PSF was found by a blind search: it is then removed as in the last step of <see cref="PhotographRestorer.Blind"/>, with λ
    /// adapted to how well the PSF explains the photograph (without a <see cref="Margin"/>). If <see cref="Restoration"/> is null, the options are
    /// <see cref="Blind.BlindOptions.DefaultFinal"/>. Default false.
    /// </summary>
    public bool Estimated { get; init; }

    internal void Validate(Shape shape)
    {
        if (!(Amount is >= 0 and <= 1))
            throw new ArgumentException($"Amount must be 0 to 1, not {Amount}.");
        if (Mask is { } mask && mask.Shape != shape)
            throw new ArgumentException($"The mask is {mask.Shape}, the photograph {shape}. Both must have the same size.");
        if (Mask is { Count: > 1 })
            throw new ArgumentException($"A mask must have one plane, not {Mask.Count}.");
        if (Region is { } region && !region.LiesInside(shape))
            throw new ArgumentException($"The region {region} does not lie inside the {shape.Width}×{shape.Height} photograph.");
        if (Margin < 0)
            throw new ArgumentException($"Margin must be 0 or above, not {Margin}.");
    }
}
