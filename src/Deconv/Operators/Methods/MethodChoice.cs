namespace Deconv.Operators.Methods;

/// <summary>Which method is fastest for which shapes: a pure function, so that a choice can be tested as data.</summary>
internal static class MethodChoice
{
    public static ConvolutionMethod Choose(ConvolutionGeometry geometry) =>
        geometry.Kernel.Count <= 49 ? ConvolutionMethod.Direct : ConvolutionMethod.WholeImage;
}
