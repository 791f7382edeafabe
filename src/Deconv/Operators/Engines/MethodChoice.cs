using Deconv.Numerics.Fft;

namespace Deconv.Operators.Engines;

/// <summary>
/// Which method is fastest for which shapes: a pure function of shapes and lanes over a small table of measured rates, so that a choice can
/// be tested as data. It never asks for a method that cannot do the geometry.
/// </summary>
internal static class MethodChoice
{
    // Planes above this would need spectra that do not fit one buffer.
    private const long LargestPlane = 1L << 29;

    /// <summary>The general method for a kernel held: image in, output out, and the image adjoint.</summary>
    public static ConvolutionMethod ForKernel(ConvolutionGeometry geometry, int lanes)
    {
        MethodRates rates = MethodRates.Of(lanes);
        return Cheapest(rates.DirectTime(geometry), rates.TiledTime(geometry, lanes), WholeTime(geometry, rates, lanes));
    }

    /// <summary>The method for an image held: kernel in, output out, and the kernel gradient, which is what takes the time.</summary>
    public static ConvolutionMethod ForImage(ConvolutionGeometry geometry, int lanes)
    {
        MethodRates rates = MethodRates.Of(lanes);
        return Cheapest(rates.ProductsTime(geometry, lanes), rates.TiledTime(geometry, lanes), WholeTime(geometry, rates, lanes));
    }

    /// <summary>Whether two one-dimensional sums beat the general method, should the kernel turn out to be of rank one.</summary>
    public static bool SeparablePays(ConvolutionGeometry geometry, int lanes)
    {
        MethodRates rates = MethodRates.Of(lanes);
        double general = Math.Min(rates.DirectTime(geometry), rates.TiledTime(geometry, lanes));
        return general <= WholeTime(geometry, rates, lanes) && rates.SeparableTime(geometry) < general;
    }

    /// <summary>The method that stands in for a requested one that cannot do the geometry, or the method itself.</summary>
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
        return (long)needed.Height * needed.Width <= LargestPlane / 2
            && (long)FftSize.Next(needed.Height, 2) * FftSize.Next(Math.Max(needed.Width, 2 * lanes), lanes) <= LargestPlane;
    }
}
