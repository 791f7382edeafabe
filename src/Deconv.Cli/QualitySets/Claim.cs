namespace Deconv.Cli.QualitySets;

/// <summary>What a part of the restoration is worth: the score with it against the score without, over pictures.</summary>
/// <param name="Name">What is compared.</param>
/// <param name="Gate">Least gain in dB; a negative one is the largest loss allowed.</param>
/// <param name="Pairs">Scores in dB without and with, picture by picture.</param>
internal sealed record Claim(string Name, double Gate, IEnumerable<(double Without, double With)> Pairs);
