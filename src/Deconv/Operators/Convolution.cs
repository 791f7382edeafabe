using Deconv.Operators.Engines;

namespace Deconv.Operators;

/// <summary>
/// Convolution as one bilinear map, image ⊗ kernel → output. Freeze the kernel for non-blind restoration (adjoint = gradient with respect to the
/// image), freeze the image for the blind kernel step (adjoint = gradient with respect to the kernel). True convolution, any kernel parity. What lies
/// outside the image is zero; other boundaries are compositions with a pad.
/// </summary>
public sealed class Convolution
{
    private readonly ConvolutionEngine _byKernel;
    private readonly ConvolutionEngine _byImage;

    /// <summary>The crop of the full convolution that <paramref name="extent"/> names.</summary>
    /// <param name="image">Shape of the image.</param>
    /// <param name="kernel">Shape of the kernel; even sizes are supported.</param>
    /// <param name="extent">The part of the full convolution to keep.</param>
    /// <param name="method">How it is computed; use <see cref="ConvolutionMethod.Automatic"/> except in benchmarks.</param>
    /// <param name="threads">Threads to use, at least 1; 0 means all processors. The result does not depend on it.</param>
    /// <exception cref="ArgumentException">Empty shapes, or a kernel larger than the image with <see cref="Extent.Valid"/>.</exception>
    public Convolution(Shape image, Shape kernel, Extent extent, ConvolutionMethod method = ConvolutionMethod.Automatic, int threads = 1)
        : this(ConvolutionGeometry.Of(image, kernel, extent), method, threads) { }

    /// <summary>Any crop of the full convolution: a kernel with its origin off the middle, or a part of the output.</summary>
    /// <param name="geometry">Shapes and offsets.</param>
    /// <param name="method">As above.</param>
    /// <param name="threads">As above.</param>
    public Convolution(ConvolutionGeometry geometry, ConvolutionMethod method = ConvolutionMethod.Automatic, int threads = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        Geometry = geometry;
        if (threads == 0)
            threads = Environment.ProcessorCount;
        _byKernel = ConvolutionEngine.ForKernel(geometry, method, threads);
        _byImage = ConvolutionEngine.ForImage(geometry, method, threads);
    }

    /// <summary>Shapes and offsets.</summary>
    public ConvolutionGeometry Geometry { get; }

    /// <summary>
    /// The method that <see cref="WithKernel"/> uses, never Automatic. Separable means that the kernel is used in separable form if it has rank one;
    /// <see cref="FrozenConvolution.Method"/> gives the method actually used.
    /// </summary>
    public ConvolutionMethod Method => _byKernel.Method;

    /// <summary>
    /// x ↦ h ∗ x with a fixed kernel; the adjoint correlates with the kernel: the gradient of ½‖h∗x−y‖² in x is Aᵀ(Ax − y).
    /// </summary>
    /// <param name="kernel">Row-major samples of the kernel; copied.</param>
    public FrozenConvolution WithKernel(ReadOnlySpan<float> kernel)
    {
        Require(kernel.Length, Geometry.Kernel, nameof(kernel));
        return _byKernel.FreezeKernel(kernel);
    }

    /// <summary>h ↦ h ∗ x with a fixed image; the adjoint correlates with the image: the gradient of ½‖h∗x−y‖² in h.</summary>
    /// <param name="image">Row-major samples of the image; copied.</param>
    public FrozenConvolution WithImage(ReadOnlySpan<float> image)
    {
        Require(image.Length, Geometry.Image, nameof(image));
        return _byImage.FreezeImage(image);
    }

    private static void Require(int length, Shape shape, string name)
    {
        if (length != shape.Count)
            throw new ArgumentException($"A {shape} {name} has {shape.Count} samples, not {length}.", name);
    }
}
