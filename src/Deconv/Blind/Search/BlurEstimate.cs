using Deconv.Psfs;

namespace Deconv.Blind.Search;

/// <summary>The blur that was found in an image, before it is judged.</summary>
/// <param name="Psf">The kernel, at its full bound.</param>
/// <param name="Bound">The bound, in pixels.</param>
/// <param name="Box">The part of the image that it comes from.</param>
/// <param name="Spec">The specification of a parametric kernel; null for a free one.</param>
/// <param name="Candidates">All kernels that the search found, the best first; empty for a parametric one.</param>
internal sealed record BlurEstimate(Psf Psf, int Bound, Region Box, string? Spec, IReadOnlyList<KernelCandidate> Candidates);
