using Deconv.Psfs;

namespace Deconv.Blind;

/// <summary>The kernel found in one part of an image alone.</summary>
/// <param name="Box">The part.</param>
/// <param name="Psf">Its kernel, trimmed, with its origin at the center of mass.</param>
/// <param name="Similarity">Similarity to the PSF of the whole image, 0 to 1.</param>
public sealed record BlindPart(Region Box, Psf Psf, double Similarity);
