using Deconv.Estimation;
using Deconv.Psfs;

namespace Deconv.Blind.Verdict;

/// <summary>The blur estimated from one part of an image.</summary>
/// <param name="Box">The part.</param>
/// <param name="Psf">The kernel found there.</param>
/// <param name="Likelihood">Likelihood of any kernel, given that part.</param>
internal sealed record CropKernel(Region Box, Psf Psf, BlurLikelihood Likelihood);
