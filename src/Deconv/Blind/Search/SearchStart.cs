using Deconv.Blind.Steps;

namespace Deconv.Blind.Search;

/// <summary>The initial state of one coarse-to-fine run.</summary>
/// <param name="Kernel">Samples of the level it starts on, sum 1.</param>
/// <param name="Weighted">Whether the kernel step weights frequencies (<see cref="RidgeKernelStep.WeighBy"/>), to make the starts more
/// diverse.</param>
internal sealed record SearchStart(float[] Kernel, bool Weighted)
{
    /// <summary>Level to start on; 0 is the coarsest.</summary>
    public int Level { get; init; }
}
