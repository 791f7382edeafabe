using Deconv.Restoration;

namespace Deconv.Benchmarks.Varying;

/// <summary>What the rows share.</summary>
internal sealed record VaryingBench
{
    /// <summary>Folder of the pictures.</summary>
    public required string Data { get; init; }

    /// <summary>Names of the photographs.</summary>
    public required IReadOnlyList<string> Photos { get; init; }

    public required DeconvolutionOptions Restoration { get; init; }

    /// <summary>Receives a line per photograph; null for none.</summary>
    public TextWriter? Lines { get; init; }
}
