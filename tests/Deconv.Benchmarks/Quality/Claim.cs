namespace Deconv.Benchmarks.Quality;

/// <summary>What a part of the restoration gains: the scores with it and without it, picture by picture.</summary>
/// <param name="Name">What is compared.</param>
/// <param name="Gate">Smallest gain allowed, in dB; a negative number allows a loss.</param>
/// <param name="Pairs">Scores in dB without and with it.</param>
internal sealed record Claim(string Name, double Gate, IEnumerable<(double Without, double With)> Pairs);
