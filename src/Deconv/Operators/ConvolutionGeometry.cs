namespace Deconv.Operators;

/// <summary>
/// One crop of a full convolution: y[i] = Σₖ h[k] · x[i + o − k] for i in <paramref name="Output"/>, k in <paramref name="Kernel"/>,
/// o = (<paramref name="Top"/>, <paramref name="Left"/>), x zero outside <paramref name="Image"/>.
/// Every extent, and the image adjoint too, is such a crop, so an engine that computes this one formula computes them all.
/// </summary>
/// <param name="Image">Shape of x.</param>
/// <param name="Kernel">Shape of h.</param>
/// <param name="Output">Shape of y.</param>
/// <param name="Top">Row of the full convolution that becomes row 0 of the output.</param>
/// <param name="Left">Column of the full convolution that becomes column 0 of the output.</param>
public readonly record struct ConvolutionGeometry(Shape Image, Shape Kernel, Shape Output, int Top, int Left)
{
    /// <summary>
    /// Geometry of the image adjoint: x[j] = Σₖ h[k] · y[j − o + k] is the same formula with the kernel rotated by 180°
    /// and offset K − 1 − o.
    /// </summary>
    public ConvolutionGeometry Mirrored => new(Output, Kernel, Image, Kernel.Height - 1 - Top, Kernel.Width - 1 - Left);

    /// <summary>"64x64 * 5x5 -> 64x64 from (2, 2)". Overridden because the generated text would recurse into <see cref="Mirrored"/>.</summary>
    public override string ToString() => $"{Image} * {Kernel} -> {Output} from ({Top}, {Left})";

    /// <summary>The crop that an <see cref="Extent"/> names.</summary>
    /// <exception cref="ArgumentException">An empty shape, or <see cref="Extent.Valid"/> with a kernel larger than the image.</exception>
    public static ConvolutionGeometry Of(Shape image, Shape kernel, Extent extent)
    {
        if (image.IsEmpty)
            throw new ArgumentException($"The image is empty ({image}); it needs at least 1x1 samples.", nameof(image));
        if (kernel.IsEmpty)
            throw new ArgumentException($"The kernel is empty ({kernel}); it needs at least 1x1 samples.", nameof(kernel));
        if (extent == Extent.Valid && !image.Contains(kernel))
        {
            throw new ArgumentException(
                $"A {image} image is smaller than the {kernel} kernel, so a valid convolution would be empty. Crop the kernel or use Extent.Same.",
                nameof(kernel)
            );
        }

        return extent switch
        {
            Extent.Full => new(image, kernel, new(image.Height + kernel.Height - 1, image.Width + kernel.Width - 1), 0, 0),
            Extent.Same => new(image, kernel, image, (kernel.Height - 1) / 2, (kernel.Width - 1) / 2),
            Extent.Valid => new(
                image,
                kernel,
                new(image.Height - kernel.Height + 1, image.Width - kernel.Width + 1),
                kernel.Height - 1,
                kernel.Width - 1
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(extent), extent, "The extent must be Full, Same or Valid."),
        };
    }
}
