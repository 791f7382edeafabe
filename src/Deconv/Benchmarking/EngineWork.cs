namespace Deconv.Benchmarking;

/// <summary>What <see cref="EngineBenchmark"/> times.</summary>
public enum EngineWork
{
    /// <summary>A "same" convolution with a fixed kernel.</summary>
    Convolve,

    /// <summary>A whole-image transform, times a spectrum, and back; the PSF size does not matter.</summary>
    Transform,

    /// <summary>The gradient with respect to the kernel, with a fixed image.</summary>
    Gradient,
}
