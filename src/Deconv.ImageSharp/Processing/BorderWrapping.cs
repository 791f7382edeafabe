using Deconv.Operators;
using SixLabors.ImageSharp.Processing.Processors.Convolution;

namespace Deconv.ImageSharp.Processing;

/// <summary>ImageSharp's words for what lies outside the frame.</summary>
public static class BorderWrapping
{
    /// <summary>Repeat is Replicate, Wrap is Periodic, Mirror is Symmetric, Bounce is Reflect.</summary>
    /// <exception cref="ArgumentOutOfRangeException">None of these.</exception>
    public static Boundary ToBoundary(this BorderWrappingMode mode) =>
        mode switch
        {
            BorderWrappingMode.Repeat => Boundary.Replicate,
            BorderWrappingMode.Wrap => Boundary.Periodic,
            BorderWrappingMode.Mirror => Boundary.Symmetric,
            BorderWrappingMode.Bounce => Boundary.Reflect,
            _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "Repeat, Wrap, Mirror or Bounce."),
        };
}
