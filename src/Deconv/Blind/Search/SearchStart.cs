using Deconv.Blind.Steps;

namespace Deconv.Blind.Search;

/// <summary>Where one run from coarse to fine begins.</summary>
/// <param name="Kernel">Samples of the coarsest level, sum 1.</param>
/// <param name="Weighted">Its kernel step weighs frequencies, <see cref="RidgeKernelStep.WeighBy"/>: another way down, for the sake of
/// variety.</param>
internal sealed record SearchStart(float[] Kernel, bool Weighted);
