namespace Deconv.Operators.Engines;

/// <summary>One geometry with a fixed kernel: the part that a method has to implement. The adjoint is the same with mirrored geometry.</summary>
internal abstract class KernelFilter(ConvolutionGeometry geometry)
{
    public ConvolutionGeometry Geometry { get; } = geometry;

    public abstract ConvolutionMethod Method { get; }

    /// <summary>Fixes a kernel, or the kernel rotated by 180°.</summary>
    public abstract void Freeze(ReadOnlySpan<float> kernel, bool turned);

    /// <summary>y[i] = Σₖ h[k] x[i + o − k], overwriting y. Thread-safe.</summary>
    public abstract void Apply(ReadOnlySpan<float> x, Span<float> y);

    /// <summary>target = samples, or the samples in reverse order, which is the kernel rotated by 180°.</summary>
    protected static void Turn(ReadOnlySpan<float> samples, bool turned, Span<float> target)
    {
        samples.CopyTo(target);
        if (turned)
            target[..samples.Length].Reverse();
    }
}
