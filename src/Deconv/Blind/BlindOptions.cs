using Deconv.Psfs;
using Deconv.Restoration;

namespace Deconv.Blind;

/// <summary>How an unknown blur is found and removed. The defaults are right for photographs.</summary>
public sealed record BlindOptions
{
    /// <summary>Smallest and largest bound that may be asked for.</summary>
    public const int SmallestKernel = 5,
        LargestKernel = 101;

    /// <summary>
    /// Upper bound of the kernel in pixels, 5 to 101. Null: a quarter of the shorter side, at most 91; what is not needed is trimmed.
    /// </summary>
    public int? KernelSize { get; init; }

    /// <summary>Which kernels are looked for. Default free.</summary>
    public PsfFamily Family { get; init; } = PsfFamily.Free;

    /// <summary>A first guess, used as one more start; null for none.</summary>
    public Psf? Initial { get; init; }

    /// <summary>Which part of the picture the kernel is estimated on; null: chosen by size and by what there is to see.</summary>
    public Region? Box { get; init; }

    /// <summary>Disjoint crops whose kernels are compared, 0 (no check) to 9. Default 4.</summary>
    public int Crops { get; init; } = 4;

    /// <summary>0 (default): the plain starts. Another number jitters them, reproducibly: for pictures on which the plain ones fail.</summary>
    public int Seed { get; init; }

    /// <summary>Restore even if the estimate is not to be trusted. Default false.</summary>
    public bool AcceptAnyway { get; init; }

    /// <summary>Estimate the PSF and judge it, but restore nothing. Default false.</summary>
    public bool EstimateOnly { get; init; }

    /// <summary>Sees every level; null for nobody. The picture it gets is its own to dispose.</summary>
    public Action<BlindLevel>? OnLevel { get; init; }

    /// <summary>
    /// The restoration. The prior is twice the automatic one of a calibrated PSF: on real shake as good as 1.7 within 0.1 dB, and what is left of
    /// wrong kernels shows less. With a <see cref="DeconvolutionOptions.NoiseFloor"/> a patch prior up to 1.5 megapixels, and 0.7 of the prior
    /// beyond.
    /// </summary>
    public DeconvolutionOptions Final { get; init; } = DefaultFinal;

    /// <summary>The default of <see cref="Final"/>.</summary>
    public static DeconvolutionOptions DefaultFinal { get; } =
        new()
        {
            PsfTrust = PsfTrust.Calibrated,
            LambdaFactor = 2,
            Effort = Effort.Auto,
        };

    internal void Validate(PlanarImage image)
    {
        if (KernelSize is { } size && size is < SmallestKernel or > LargestKernel)
            throw new ArgumentException($"KernelSize is {SmallestKernel} to {LargestKernel}, not {KernelSize}.");
        if (Crops is < 0 or > 9)
            throw new ArgumentException($"Crops is 0 to 9, not {Crops}.");
        if (
            Box is { } box
            && (
                box.Left < 0
                || box.Top < 0
                || box.Shape.IsEmpty
                || box.Left > image.Shape.Width - box.Shape.Width
                || box.Top > image.Shape.Height - box.Shape.Height
            )
        )
            throw new ArgumentException($"The box {box} does not lie inside the {image.Shape} picture.");
        Shape area = Box?.Shape ?? image.Shape;
        int least = 3 * (KernelSize ?? SmallestKernel);
        if (area.Height < least || area.Width < least)
            throw new ArgumentException(
                $"A {area} area is too small to find a kernel of up to {KernelSize ?? SmallestKernel} pixels; "
                    + "it takes three times as many each way. Lower KernelSize or use more of the picture."
            );
    }
}

/// <summary>Kernels that are looked for.</summary>
public enum PsfFamily
{
    /// <summary>Any kernel: camera shake.</summary>
    Free,

    /// <summary>A straight line at constant speed; length and angle.</summary>
    Motion,

    /// <summary>Out of focus; radius.</summary>
    Disk,

    /// <summary>Gaussian; standard deviation.</summary>
    Gaussian,
}
