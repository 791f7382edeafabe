namespace Deconv.Imaging;

/// <summary>Print resolution.</summary>
/// <param name="X">Pixels per meter along a row, above 0.</param>
/// <param name="Y">Pixels per meter along a column, above 0.</param>
public readonly record struct Resolution(double X, double Y);
