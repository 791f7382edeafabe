namespace Deconv.Benchmarks.Mutants;

/// <summary>A mutant that went wrong.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Files">Extensions of the file and of the result.</param>
/// <param name="Wrong">What happened; begins with crash, hang, partial file or exit code.</param>
internal sealed record MutantFailure(int Number, string Files, string Wrong);
