using Deconv.Imaging;
using Deconv.Restoration;

namespace Deconv.Cli.Options;

/// <summary>How a picture is restored.</summary>
internal sealed record RestoreRequest
{
    /// <summary>The PSF in words; null where it is not the user's.</summary>
    public string? Psf { get; init; }

    /// <summary>Everything that does not depend on the picture.</summary>
    public required DeconvolutionOptions Model { get; init; }

    public Saturation Saturation { get; init; }

    public double Amount { get; init; } = 1;

    /// <summary>File that says where to apply, or null.</summary>
    public string? Mask { get; init; }

    /// <summary>File that says what to trust, or null.</summary>
    public string? Weights { get; init; }

    /// <summary>Where the residual goes, or null.</summary>
    public string? ResidualMap { get; init; }

    public AutoSource AutoFrom { get; init; }

    /// <summary>An option was given that the numbers behind "auto" depend on: those of a recipe do not hold any more.</summary>
    public bool MeasureAnew { get; init; }

    /// <summary>The same in words, for a recipe.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Words { get; init; } = [];
}
