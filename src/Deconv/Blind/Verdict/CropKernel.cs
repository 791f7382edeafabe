using Deconv.Estimation;
using Deconv.Psfs;

namespace Deconv.Blind.Verdict;

/// <summary>What one part of a picture says about the blur.</summary>
/// <param name="Box">The part.</param>
/// <param name="Psf">The kernel found there.</param>
/// <param name="Likelihood">Of that part, for any kernel.</param>
internal sealed record CropKernel(Region Box, Psf Psf, BlurLikelihood Likelihood);
