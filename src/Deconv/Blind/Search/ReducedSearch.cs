using System.Numerics.Tensors;
using Deconv.Blind.Steps;
using Deconv.Psfs;

namespace Deconv.Blind.Search;

/// <summary>
/// The first look at a large image: the search on a reduced copy of all of it. It tells how wide the blur is, so that the search at full size knows
/// its bound and where to start; a blur as wide as a window of the full size would not be found there.
/// </summary>
internal static class ReducedSearch
{
    /// <summary>Number of samples of the reduced copy.</summary>
    private const double Samples = 4e5;

    /// <summary>Factor above which a copy would be hardly smaller than the image.</summary>
    private const double MaxScale = 0.6;

    /// <summary>Largest tap of the kernel of the copy above which the blur is so small that it must be searched at full size.</summary>
    private const double Dot = 0.2;

    /// <summary>Bound of the search at full size over the size of the kernel of the copy.</summary>
    private const double Generous = 1.25;

    /// <summary>Scale of the copy of an image of a shape; null if the image is not large.</summary>
    public static double? ScaleFor(Shape shape)
    {
        double scale = Math.Sqrt(Samples / ((double)shape.Height * shape.Width));
        return scale < MaxScale ? scale : null;
    }

    /// <summary>The reduced copy of a plane.</summary>
    public static PlanarImage Reduce(ReadOnlySpan<float> plane, Shape shape, double scale)
    {
        var (down, across) = (SeparableResampling.Shrink(shape.Height, scale), SeparableResampling.Shrink(shape.Width, scale));
        var small = new PlanarImage(new(down.Length, across.Length), 1);
        SeparableResampling.Apply(plane, shape, down, across, small[0]);
        return small;
    }

    /// <summary>
    /// Where the search at full size starts, and its bound; null if the kernel of the copy is a dot, so that the blur is narrower than the copy can
    /// show.
    /// </summary>
    /// <param name="found">The best kernel of the copy.</param>
    /// <param name="scale">Scale of the copy.</param>
    /// <param name="asked">Bound that the caller asked for, in pixels of the full size, or null.</param>
    public static (SearchStart Start, int Bound)? Enlarge(Psf found, double scale, int? asked)
    {
        Psf trimmed = found.Trimmed();
        if (TensorPrimitives.Max(trimmed.Samples) > Dot)
            return null;
        double size = Generous * Math.Max(trimmed.Shape.Height, trimmed.Shape.Width) / scale;
        int bound = (asked ?? (int)Math.Clamp(size, BlindOptions.MinKernelSize, BlindOptions.MaxKernelSize)) | 1;
        IReadOnlyList<(double Scale, int Kernel)> sizes = KernelPyramid.Levels(bound);
        int level = 0;
        while (level < sizes.Count - 1 && sizes[level].Scale < scale)
            level++;
        return (StartKernels.At(found, level, (sizes[level].Scale / scale, sizes[level].Kernel)), bound);
    }
}
