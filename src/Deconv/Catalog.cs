using Deconv.Operators;
using Deconv.Psfs;
using Deconv.Restoration;

namespace Deconv;

/// <summary>
/// The single list of methods, priors, boundaries and PSFs by name, for the command line, the tests, the benchmarks and the documents.
/// </summary>
public static class Catalog
{
    /// <summary>Restoration methods, in the order in which they are tried.</summary>
    public static IReadOnlyList<RestorationMethod> Methods => RestorationMethod.All;

    /// <summary>Priors; the first is the default.</summary>
    public static IReadOnlyList<Prior> Priors { get; } = [Prior.HyperLaplacian, Prior.TotalVariation, Prior.Tikhonov, Prior.None];

    /// <summary>Boundaries with their aliases; the first is the default.</summary>
    public static IReadOnlyList<(Boundary Boundary, string Name, IReadOnlyList<string> Aliases)> Boundaries { get; } =
    [
        (Boundary.Unknown, "unknown", []),
        (Boundary.Zero, "zero", ["constant", "black"]),
        (Boundary.Replicate, "replicate", ["edge", "nearest", "copy"]),
        (Boundary.Symmetric, "symmetric", []),
        (Boundary.Reflect, "reflect", ["reflect101"]),
        (Boundary.Periodic, "periodic", ["wrap", "circular", "tile"]),
    ];

    /// <summary>Analytic PSFs.</summary>
    public static IReadOnlyList<PsfGenerator> Psfs => PsfGenerator.All;
}
