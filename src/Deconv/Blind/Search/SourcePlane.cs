using Deconv.Blind.Verdict;

namespace Deconv.Blind.Search;

/// <summary>The luminance of an image and which of its samples are clipped: what a blur is estimated on and judged by.</summary>
internal sealed class SourcePlane : IDisposable
{
    private readonly PlanarImage? _trusted;

    /// <param name="image">The image; not changed.</param>
    /// <param name="saturationLevel">Level from which a sample counts as clipped, in units of the samples; null for none.</param>
    public SourcePlane(PlanarImage image, double? saturationLevel)
    {
        Luminance = new PlanarImage(image.Shape, 1);
        Span<float> luma = Luminance[0];
        if (image.Count != 3)
            image[0].CopyTo(luma);
        for (int i = 0; i < luma.Length && image.Count == 3; i++)
            luma[i] = (0.2126f * image[0][i]) + (0.7152f * image[1][i]) + (0.0722f * image[2][i]); // Rec. 709
        double share = 0;
        _trusted = saturationLevel is { } level ? UnclippedSamples.Find(image, level, out share) : null;
        ClippedShare = share;
    }

    /// <summary>Rec. 709 luminance; a gray image is its own luminance.</summary>
    public PlanarImage Luminance { get; }

    /// <summary>Rows and samples per row.</summary>
    public Shape Shape => Luminance.Shape;

    /// <summary>Fraction of samples that are clipped or next to clipped ones, 0 to 1.</summary>
    public double ClippedShare { get; }

    /// <summary>1 where a sample is trusted and 0 where it is clipped; empty if nothing is.</summary>
    public ReadOnlySpan<float> Trusted => _trusted is null ? [] : _trusted[0];

    /// <summary>The part that says most about the blur.</summary>
    /// <param name="bound">Kernel bound in pixels.</param>
    public Region Best(int bound) => CropChooser.Best(Luminance[0], Shape, bound, Trusted);

    /// <summary>A part, made ready for the estimate.</summary>
    public WorkingImage Working(Region box)
    {
        using PlanarImage plane = Luminance.Crop(box.Top, box.Left, box.Shape);
        return new WorkingImage(plane[0], plane.Shape);
    }

    /// <summary>Sharpness of the edges of a part, from what <see cref="Working"/> gave for it.</summary>
    public double Sharpness(WorkingImage working, Region box)
    {
        using PlanarImage? trusted = _trusted?.Crop(box.Top, box.Left, box.Shape);
        return EdgeSharpness.Of(working.Stretched, working.Shape, trusted is null ? [] : trusted[0]);
    }

    /// <summary>Returns the planes to the pool.</summary>
    public void Dispose()
    {
        Luminance.Dispose();
        _trusted?.Dispose();
    }
}
