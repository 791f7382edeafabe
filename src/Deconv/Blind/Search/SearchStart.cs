using Deconv.Blind.Steps;

namespace Deconv.Blind.Search;

/// <summary>The initial state of one coarse-to-fine run.</summary>
/// <param name="Kernel">Samples of the coarsest level, sum 1.</param>
/// <param name="Weighted">Whether the kernel step weights frequencies (<see cref="RidgeKernelStep.WeighBy"/>), to make the starts more
/// diverse.</param>
internal sealed record SearchStart(float[] Kernel, bool Weighted);
