namespace Deconv.Numerics.Kernels;

/// <summary>
/// The innermost loops of convolutions over channels for one vector width, generated (see docs/engine.md). The channels of a sample lie next to each
/// other. Every output is bias + Σ over taps and input channels, in this order, whatever the width: where the processor fuses multiplication and
/// addition, all widths give the same bits.
/// </summary>
internal unsafe interface IChannelKernels
{
    /// <summary>Floats per vector.</summary>
    static abstract int Lanes { get; }

    /// <summary>Columns per block.</summary>
    static abstract int ChannelColumns { get; }

    /// <summary>Two vectors of output channels of <see cref="ChannelColumns"/> columns.</summary>
    /// <param name="from">First input sample; the offsets of the taps are added.</param>
    /// <param name="fromStep">Floats from one column to the next.</param>
    /// <param name="to">First output sample.</param>
    /// <param name="toStep">Floats from one column to the next.</param>
    /// <param name="add">Is added to the output, with the step of <paramref name="to"/>; null for nothing.</param>
    /// <param name="sums">What is summed.</param>
    static abstract void TwoVectors(float* from, nint fromStep, float* to, nint toStep, float* add, in ChannelSums sums);

    /// <summary>As <see cref="TwoVectors"/>, one column.</summary>
    static abstract void TwoVectorsOneColumn(float* from, nint fromStep, float* to, nint toStep, float* add, in ChannelSums sums);

    /// <summary>As <see cref="TwoVectors"/>, one vector of output channels.</summary>
    static abstract void OneVector(float* from, nint fromStep, float* to, nint toStep, float* add, in ChannelSums sums);

    /// <summary>As <see cref="OneVector"/>, one column.</summary>
    static abstract void OneVectorOneColumn(float* from, nint fromStep, float* to, nint toStep, float* add, in ChannelSums sums);
}

/// <summary>What a block of output channels is the sum of.</summary>
internal readonly unsafe struct ChannelSums
{
    /// <summary>Weights by tap, input channel and output channel of the block.</summary>
    public float* Weights { get; init; }

    /// <summary>One per output channel of the block.</summary>
    public float* Bias { get; init; }

    /// <summary>Position of the sample of every tap, in floats.</summary>
    public nint* Offsets { get; init; }

    /// <summary>Number of taps.</summary>
    public nint Taps { get; init; }

    /// <summary>Number of input channels.</summary>
    public nint Channels { get; init; }

    /// <summary>Whether negative outputs become 0.</summary>
    public bool Positive { get; init; }
}
