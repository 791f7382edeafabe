using Deconv.Psfs;
using Deconv.Restoration;

namespace Deconv.Blind;

/// <summary>How an unknown blur is found and removed. The defaults are right for photographs.</summary>
public sealed record BlindOptions
{
    /// <summary>Smallest and largest allowed value of <see cref="KernelSize"/>, in pixels.</summary>
    public const int MinKernelSize = 5,
        MaxKernelSize = 301;

    /// <summary>
    /// Upper bound of the kernel in pixels, 5 to 301. Null: a quarter of the shorter side, at most 91, or what the blur of a reduced copy of a large
    /// image asks for. Empty borders are trimmed.
    /// </summary>
    public int? KernelSize { get; init; }

    /// <summary>The family of kernels to search. Default free.</summary>
    public PsfFamily Family { get; init; } = PsfFamily.Free;

    /// <summary>Initial kernel, used as an additional start; null for none.</summary>
    public Psf? Initial { get; init; }

    /// <summary>Part of the image that the kernel is estimated on; null: chosen by size and content.</summary>
    public Region? Box { get; init; }

    /// <summary>Disjoint crops whose kernels are compared, 0 (no check) to 9. Default 4.</summary>
    public int Crops { get; init; } = 4;

    /// <summary>
    /// Seed of the start kernels. 0 (default): the standard ones. Any other number perturbs them, reproducibly: for images on which the standard ones
    /// fail.
    /// </summary>
    public int Seed { get; init; }

    /// <summary>Restore even if no kernel was found that is probably right. Default false.</summary>
    public bool AcceptAnyway { get; init; }

    /// <summary>Estimate the PSF and judge it, but restore nothing. Default false.</summary>
    public bool EstimateOnly { get; init; }

    /// <summary>Called after every level; null for no callback. The callback owns the image it receives and disposes of it.</summary>
    public Action<BlindLevel>? OnLevel { get; init; }

    /// <summary>
    /// Options of the final restoration. The prior has twice its automatic weight for a calibrated PSF: on real shake this is within 0.1 dB of a
    /// factor of 1.7, and artifacts of wrong kernels are less visible. With a <see cref="DeconvolutionOptions.NoiseFloor"/>, images up to 1.5
    /// megapixels get a learned prior; for larger ones the weight of the prior is multiplied by 0.7.
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
        if (KernelSize is { } size && size is < MinKernelSize or > MaxKernelSize)
            throw new ArgumentException($"KernelSize is {MinKernelSize} to {MaxKernelSize}, not {KernelSize}.");
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
            throw new ArgumentException($"The box {box} does not lie inside the {image.Shape} image.");
        Shape area = Box?.Shape ?? image.Shape;
        int least = 3 * (KernelSize ?? MinKernelSize);
        if (area.Height < least || area.Width < least)
            throw new ArgumentException(
                $"A {area} area is too small to find a kernel of up to {KernelSize ?? MinKernelSize} pixels; "
                    + "each side must be at least three times as long. Lower KernelSize or use a larger part of the image."
            );
    }
}

/// <summary>Family of blur kernels.</summary>
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
