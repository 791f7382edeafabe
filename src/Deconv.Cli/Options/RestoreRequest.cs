using Deconv.Imaging;
using Deconv.Restoration;

namespace Deconv.Cli.Options;

/// <summary>How a photograph is restored.</summary>
internal sealed record RestoreRequest
{
    /// <summary>The PSF as text; null if the user does not give it.</summary>
    public string? Psf { get; init; }

    /// <summary>The settings that do not depend on the photograph.</summary>
    public required DeconvolutionOptions Model { get; init; }

    public Saturation Saturation { get; init; }

    public double Amount { get; init; } = 1;

    /// <summary>File of the mask, or null.</summary>
    public string? Mask { get; init; }

    /// <summary>File of the weights, or null.</summary>
    public string? Weights { get; init; }

    /// <summary>File for the residual, or null.</summary>
    public string? ResidualMap { get; init; }

    public AutoSource AutoFrom { get; init; }

    /// <summary>Whether an option was given that the automatic values depend on, so that those of a recipe are not used.</summary>
    public bool MeasureAnew { get; init; }

    /// <summary>The same options as text, for a recipe.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Words { get; init; } = [];
}
