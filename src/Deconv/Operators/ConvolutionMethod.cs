namespace Deconv.Operators;

/// <summary>How a convolution is computed. The result does not depend on it beyond float rounding.</summary>
public enum ConvolutionMethod
{
    /// <summary>The fastest for the shapes at hand.</summary>
    Automatic,

    /// <summary>The sum itself.</summary>
    Direct,

    /// <summary>A transform of the whole image.</summary>
    WholeImage,
}
