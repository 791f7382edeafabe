namespace Deconv.Benchmarks.Fuzzing;

/// <summary>What a file is used as.</summary>
internal enum SeedKind
{
    Picture,
    Psf,
    Recipe,
}
