namespace Deconv.Benchmarks.Mutants;

/// <summary>A piece of a file that has a length of its own.</summary>
/// <param name="Name">What stands before the data, for instance the name of a chunk.</param>
/// <param name="Data">Its content.</param>
/// <param name="IsMovable">Whether a file with it left out, repeated or at another place is still of its format.</param>
internal sealed record Part(byte[] Name, byte[] Data, bool IsMovable);
