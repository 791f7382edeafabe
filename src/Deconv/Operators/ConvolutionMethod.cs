namespace Deconv.Operators;

/// <summary>How a convolution is computed. The result does not depend on it beyond float rounding.</summary>
public enum ConvolutionMethod
{
    /// <summary>The fastest for the shapes at hand.</summary>
    Automatic,

    /// <summary>The direct sum: small kernels.</summary>
    Direct,

    /// <summary>A column sum and a row sum, for kernels of rank one such as a Gaussian; other kernels take the fastest general method.</summary>
    Separable,

    /// <summary>Transforms of tiles that stay in the cache: kernels that are large, but small beside the image.</summary>
    Tiled,

    /// <summary>A transform of the whole image: kernels as large as the image.</summary>
    WholeImage,
}
