using Deconv.Psfs;

namespace Deconv.Blind;

/// <summary>A kernel that a search found. Restore with it by <see cref="BlindDeconvolver.WithPsf"/>.</summary>
/// <param name="Psf">The kernel, trimmed, with its origin at the center of mass.</param>
/// <param name="Probability">Probability that it is right, 0 to 1.</param>
/// <param name="Score">Log of the sparsity of the restored image plus log of its mean squared misfit; smaller is better.</param>
public sealed record BlindCandidate(Psf Psf, double Probability, double Score);
