namespace Deconv.Operators.Engines;

/// <summary>
/// Measured speeds of the methods on one thread for one vector width, in nanoseconds (docs/benchmarks.md says how; only ratios matter).
/// </summary>
/// <param name="Product">One multiply-add of a direct sum.</param>
/// <param name="Output">Overhead per output sample of a direct sum, independent of the kernel.</param>
/// <param name="GradientProduct">One multiply-add of a direct kernel gradient.</param>
/// <param name="SeparableProduct">One multiply-add of a separable sum.</param>
/// <param name="TilePass">One sample of a tile in one pass.</param>
/// <param name="WholePass">One sample of a whole-image transform per factor of two of its size.</param>
internal sealed record MethodRates(double Product, double Output, double GradientProduct, double SeparableProduct, double TilePass, double WholePass)
{
    private const double CallOverhead = 300;

    private const double GradientRow = 0.15; // one sample of a row copied for a direct gradient

    // Xeon (Sapphire Rapids class) at 2.7 GHz, November 2026.
    private static readonly MethodRates Lanes16 = new(0.0175, 0.30, 0.040, 0.031, 0.215, 0.26);
    private static readonly MethodRates Lanes8 = new(0.0335, 0.20, 0.040, 0.045, 0.280, 0.33);
    private static readonly MethodRates Lanes4 = new(0.0650, 0.60, 0.068, 0.065, 0.500, 0.60);

    public static MethodRates Of(int lanes) =>
        lanes switch
        {
            16 => Lanes16,
            8 => Lanes8,
            _ => Lanes4,
        };

    public double DirectTime(ConvolutionGeometry g) => CallOverhead + ((double)g.Output.Count * (Output + (Product * g.Kernel.Count)));

    public double SeparableTime(ConvolutionGeometry g) =>
        CallOverhead + ((double)g.Output.Count * (Output + (SeparableProduct * (g.Kernel.Height + g.Kernel.Width))));

    /// <summary>Rows are copied once per kernel row, and kernel columns taken eight at a time.</summary>
    public double ProductsTime(ConvolutionGeometry g, int lanes)
    {
        double rowLength = (g.Output.Width + lanes - 1) / lanes * lanes;
        return CallOverhead + (g.Output.Height * rowLength * g.Kernel.Height * (GradientRow + (GradientProduct * ((g.Kernel.Width + 7) / 8 * 8))));
    }

    public double TiledTime(ConvolutionGeometry g, int lanes) => CallOverhead + (TilePass * TilePlan.Cost(g, lanes));

    public double WholeTime(Shape plane) => (3 * CallOverhead) + (WholePass * plane.Count * Math.Log2(Math.Max(4.0, plane.Count)) / 2);
}
