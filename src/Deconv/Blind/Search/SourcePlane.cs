using System.Numerics.Tensors;
using Deconv.Blind.Search.Lamps;
using Deconv.Blind.Verdict;
using Deconv.Psfs;

namespace Deconv.Blind.Search;

/// <summary>The luminance of an image and which of its samples are clipped: what a blur is estimated on and judged by.</summary>
internal sealed class SourcePlane : IDisposable
{
    /// <summary>
    /// Width of the neighborhood of clipped samples that is not trusted, in pixels: differences to a clipped sample are not those of the light. The
    /// light of lamps is so strong that what is next to it is wrong too: the curve of a camera is flat there, and a kernel is never known exactly.
    /// </summary>
    private const int UsualRim = 1,
        LampRim = 3;

    private readonly double? _saturationLevel;
    private readonly PlanarImage? _trusted;

    // Families of blurs and the choice of a window do without lamps.
    private readonly Lazy<IReadOnlyList<LampPath>> _lamps;
    private readonly Lazy<PlanarImage?> _trustedNearLamps;

    /// <param name="image">The image; not changed.</param>
    /// <param name="saturationLevel">Level from which a sample counts as clipped, in units of the samples; null for none.</param>
    public SourcePlane(PlanarImage image, double? saturationLevel)
    {
        _saturationLevel = saturationLevel;
        Luminance = new PlanarImage(image.Shape, 1);
        Span<float> luma = Luminance[0];
        if (image.Count != 3)
            image[0].CopyTo(luma);
        for (int i = 0; i < luma.Length && image.Count == 3; i++)
            luma[i] = (0.2126f * image[0][i]) + (0.7152f * image[1][i]) + (0.0722f * image[2][i]); // Rec. 709
        double share = 0;
        _trusted = saturationLevel is { } level ? UnclippedSamples.Find(image, level, UsualRim, out share) : null;
        ClippedShare = share;
        _lamps = new(() => LampPaths.Find(Luminance[0], Shape));
        _trustedNearLamps = new(() =>
            _trusted is null || Lamps.Count == 0 ? null : UnclippedSamples.Find(image, saturationLevel!.Value, LampRim, out _)
        );
    }

    /// <summary>Rec. 709 luminance; a gray image is its own luminance.</summary>
    public PlanarImage Luminance { get; }

    /// <summary>Rows and samples per row.</summary>
    public Shape Shape => Luminance.Shape;

    /// <summary>The path of the camera as lamps in the image show it; empty where too few do.</summary>
    public IReadOnlyList<LampPath> Lamps => _lamps.Value;

    /// <summary>Factor of λ for restorations of the image.</summary>
    public double LambdaFactor => Lamps.Count > 0 ? LampPath.LambdaFactor : 1;

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

    /// <summary>
    /// 1 where the samples of a part count when kernels are compared, null if all do. Where there are lamps, all but the clipped ones and those near
    /// them. Elsewhere all: the bright side of every edge of paper is clipped, and without it no kernel can be told from another. To be disposed.
    /// </summary>
    public PlanarImage? Compared(Region box) => _trustedNearLamps.Value?.Crop(box.Top, box.Left, box.Shape);

    /// <summary>
    /// Weights for the restoration: those of the caller, and 0 at clipped lamps and around them: a lamp is so bright that the least error of the
    /// kernel makes rings across the image. Null if there are neither. The caller disposes it.
    /// </summary>
    public PlanarImage? Weights(PlanarImage? given)
    {
        PlanarImage? weights = (_trustedNearLamps.Value ?? given)?.Clone();
        if (_trustedNearLamps.Value is not null && given is not null)
            TensorPrimitives.Multiply(weights![0], given[0], weights[0]);
        return weights;
    }

    /// <summary>Puts clipped lamps into a restoration that was made with <see cref="Weights"/>: what it fills in at their places is dark.</summary>
    /// <param name="restored">The restoration; changed.</param>
    /// <param name="blurred">The image.</param>
    /// <param name="psf">The PSF.</param>
    public void PutLamps(PlanarImage restored, PlanarImage blurred, Psf psf)
    {
        if (_trustedNearLamps.Value is not null)
            LampLight.PutInto(restored, blurred, psf, _saturationLevel!.Value);
    }

    /// <summary>
    /// Sharpness of the edges of a part, from what <see cref="Working"/> gave for it. NaN where there are lamps: their streaks are thin, so their
    /// edges are sharp under any blur.
    /// </summary>
    public double Sharpness(WorkingImage working, Region box)
    {
        if (Lamps.Count > 0)
            return double.NaN;
        using PlanarImage? trusted = _trusted?.Crop(box.Top, box.Left, box.Shape);
        return EdgeSharpness.Of(working.Stretched, working.Shape, trusted is null ? [] : trusted[0]);
    }

    /// <summary>Returns the planes to the pool.</summary>
    public void Dispose()
    {
        Luminance.Dispose();
        _trusted?.Dispose();
        if (_trustedNearLamps.IsValueCreated)
            _trustedNearLamps.Value?.Dispose();
    }
}
