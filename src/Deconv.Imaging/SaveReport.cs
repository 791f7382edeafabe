namespace Deconv.Imaging;

/// <summary>Report of a saved file.</summary>
/// <param name="Clipped">Samples that did not fit their pixel, color and alpha together.</param>
/// <param name="Format">Name of the format, for instance "PNG".</param>
/// <param name="Depth">Sample depth of the file.</param>
/// <param name="Transfer">The curve the color was encoded with.</param>
/// <param name="Warnings">What the format cannot hold and was omitted or converted; one sentence each.</param>
public sealed record SaveReport(ClipStatistics Clipped, string Format, SampleDepth Depth, TransferFunction Transfer, IReadOnlyList<string> Warnings)
{
    /// <summary>How samples outside 0..1 were handled; default <see cref="RangePolicy.Clip"/>.</summary>
    public RangePolicy Range { get; init; }
}
