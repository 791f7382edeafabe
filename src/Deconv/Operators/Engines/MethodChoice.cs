using Deconv.Numerics.Fft;

namespace Deconv.Operators.Engines;

/// <summary>
/// Which method is fastest for which shapes: a pure function of shapes and lanes with a small table of measured rates, so that it is easy to test. It
/// never returns a method that cannot handle the geometry.
/// </summary>
internal static class MethodChoice
{
    // Larger planes would need spectra that do not fit one buffer.
    private const long MaxPlaneSamples = 1L << 29;

    /// <summary>The general method for a fixed kernel: image to output, and the image adjoint.</summary>
    public static ConvolutionMethod ForKernel(ConvolutionGeometry geometry, int lanes)
    {
        MethodRates rates = MethodRates.Of(lanes);
        return Cheapest(rates.DirectTime(geometry), rates.TiledTime(geometry, lanes), WholeTime(geometry, rates, lanes));
    }

    /// <summary>The method for a fixed image: kernel to output, and the kernel gradient, which dominates the time.</summary>
    public static ConvolutionMethod ForImage(ConvolutionGeometry geometry, int lanes)
    {
        MethodRates rates = MethodRates.Of(lanes);
        return Cheapest(rates.ProductsTime(geometry, lanes), rates.TiledTime(geometry, lanes), WholeTime(geometry, rates, lanes));
    }

    /// <summary>Whether two one-dimensional sums are faster than the general method if the kernel has rank one.</summary>
    public static bool SeparablePays(ConvolutionGeometry geometry, int lanes)
    {
        MethodRates rates = MethodRates.Of(lanes);
        double general = Math.Min(rates.DirectTime(geometry), rates.TiledTime(geometry, lanes));
        return general <= WholeTime(geometry, rates, lanes) && rates.SeparableTime(geometry) < general;
    }

    /// <summary>The requested method, or a replacement if it cannot handle the geometry.</summary>
    public static ConvolutionMethod Possible(ConvolutionMethod method, ConvolutionGeometry geometry, int lanes) =>
        method switch
        {
            ConvolutionMethod.Tiled when !TilePlan.IsPossible(geometry, lanes) => Possible(ConvolutionMethod.WholeImage, geometry, lanes),
            ConvolutionMethod.WholeImage when !IsWholePossible(geometry, lanes) => ConvolutionMethod.Direct,
            _ => method,
        };

    private static ConvolutionMethod Cheapest(double direct, double tiled, double whole) =>
        direct <= tiled && direct <= whole ? ConvolutionMethod.Direct
        : tiled <= whole ? ConvolutionMethod.Tiled
        : ConvolutionMethod.WholeImage;

    private static double WholeTime(ConvolutionGeometry geometry, MethodRates rates, int lanes) =>
        IsWholePossible(geometry, lanes) ? rates.WholeTime(FftSize.Next(WholeImageEngine.Needed(geometry), lanes)) : double.PositiveInfinity;

    private static bool IsWholePossible(ConvolutionGeometry geometry, int lanes)
    {
        Shape needed = WholeImageEngine.Needed(geometry);
        return (long)needed.Height * needed.Width <= MaxPlaneSamples / 2
            && (long)FftSize.Next(needed.Height, 2) * FftSize.Next(Math.Max(needed.Width, 2 * lanes), lanes) <= MaxPlaneSamples;
    }
}
