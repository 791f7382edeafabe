using Deconv.Cli.Recipes;
using Deconv.Imaging;
using Deconv.Psfs;
using Deconv.Restoration;

namespace Deconv.Cli.Commands;

/// <summary>A restoration and what it was made from.</summary>
/// <param name="Path">The picture's.</param>
/// <param name="Blurred">All of the picture.</param>
/// <param name="Psf">What the blur was taken to be.</param>
/// <param name="Spec">The same in words.</param>
/// <param name="Options">As asked for.</param>
/// <param name="Result">Of <see cref="Solved"/>.</param>
internal sealed record Restored(string Path, Photograph Blurred, Psf Psf, string Spec, DeconvolutionOptions Options, DeconvolutionResult Result)
{
    /// <summary>What was read; null when nobody asked.</summary>
    public RecipeInput? Source { get; init; }

    /// <summary>The part that was solved for: the whole picture, or the crop and its margin.</summary>
    public Region Solved { get; init; } = new(0, 0, Blurred.Shape);

    /// <summary>The part that is wanted.</summary>
    public Region Box { get; init; } = new(0, 0, Blurred.Shape);

    /// <summary>The margin that was asked for, or null for all of the picture.</summary>
    public int? Margin { get; init; }

    /// <summary>The user ended it.</summary>
    public bool Canceled { get; init; }

    /// <summary>The part that is wanted of a picture of the whole.</summary>
    public PlanarImage Wanted(PlanarImage whole) => whole.Crop(Box.Top, Box.Left, Box.Shape);
}
