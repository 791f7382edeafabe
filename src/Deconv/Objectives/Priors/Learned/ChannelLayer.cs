using Deconv.Numerics;
using Deconv.Numerics.Kernels;

namespace Deconv.Objectives.Priors.Learned;

/// <summary>
/// A convolution over channels with its weights in the order of the kernels: blocks of two vectors of output channels, at the end one of one vector
/// if so many are left; within a block by tap, input channel and output channel. Missing output channels have the weight 0.
/// </summary>
/// <typeparam name="TKernels">Kernels of a vector width.</typeparam>
internal sealed unsafe class ChannelLayer<TKernels> : IDisposable
    where TKernels : struct, IChannelKernels
{
    private readonly int _taps;
    private readonly int _inputs;
    private readonly bool _positive;
    private readonly AlignedBuffer _weights;

    /// <param name="weights">The weights as stored.</param>
    /// <param name="outputs">Which of the output channels, in which order.</param>
    /// <param name="positive">Whether negative outputs become 0.</param>
    public ChannelLayer(LayerWeights weights, ReadOnlySpan<int> outputs, bool positive)
    {
        (_taps, _inputs, _positive) = (weights.Taps, weights.Inputs, positive);
        Outputs = (outputs.Length + TKernels.Lanes - 1) / TKernels.Lanes * TKernels.Lanes;
        _weights = AlignedPool.Rent(Outputs * (1 + (_taps * _inputs)));
        Span<float> packed = _weights.Span;
        packed.Clear();
        for (int o = 0; o < outputs.Length; o++)
        {
            packed[o] = weights.Bias(outputs[o]);
            int first = o / BlockOutputs * BlockOutputs,
                width = Math.Min(BlockOutputs, Outputs - first);
            Span<float> block = packed[(Outputs + (first * _taps * _inputs))..];
            for (int tap = 0; tap < _taps; tap++)
            for (int i = 0; i < _inputs; i++)
                block[(((tap * _inputs) + i) * width) + o - first] = weights[outputs[o], i, tap];
        }
    }

    /// <summary>Output channels, a multiple of the lanes of a vector.</summary>
    public int Outputs { get; }

    private static int BlockOutputs => 2 * TKernels.Lanes;

    /// <summary>Computes rows of output samples.</summary>
    /// <param name="area">Rows and columns of output.</param>
    /// <param name="from">Input sample of the first output sample; <paramref name="offsets"/> are added.</param>
    /// <param name="to">First output sample.</param>
    /// <param name="add">What is added to the first output sample, with the column step of the output; null for nothing. Not the output.</param>
    /// <param name="offsets">Position of the sample of every tap, in floats.</param>
    public void Run(Shape area, Samples from, Samples to, Samples add, ReadOnlySpan<nint> offsets)
    {
        fixed (nint* taps = offsets)
        {
            for (int first = 0; first < Outputs; first += BlockOutputs)
            {
                int width = Math.Min(BlockOutputs, Outputs - first);
                var sums = new ChannelSums
                {
                    Weights = _weights.Pointer + Outputs + ((nint)first * _taps * _inputs),
                    Bias = _weights.Pointer + first,
                    Offsets = taps,
                    Taps = _taps,
                    Channels = _inputs,
                    Positive = _positive,
                };
                for (int y = 0; y < area.Height; y++)
                {
                    float* source = from.First + (y * from.RowStep),
                        target = to.First + (y * to.RowStep) + first,
                        added = add.First == null ? null : add.First + (y * add.RowStep) + first;
                    Row(area.Width, source, from.Step, target, to.Step, added, sums, width == BlockOutputs);
                }
            }
        }

        GC.KeepAlive(this);
    }

    /// <summary>The last block of a row overlaps the one before; a row that is shorter than a block goes column by column.</summary>
    private static void Row(int columns, float* from, nint fromStep, float* to, nint toStep, float* add, in ChannelSums sums, bool two)
    {
        int block = columns < TKernels.ChannelColumns ? 1 : TKernels.ChannelColumns;
        for (int x = 0; x < columns; x += block)
        {
            nint at = Math.Min(x, columns - block);
            float* source = from + (at * fromStep),
                target = to + (at * toStep),
                added = add == null ? null : add + (at * toStep);
            if (block > 1 && two)
                TKernels.TwoVectors(source, fromStep, target, toStep, added, sums);
            else if (block > 1)
                TKernels.OneVector(source, fromStep, target, toStep, added, sums);
            else if (two)
                TKernels.TwoVectorsOneColumn(source, fromStep, target, toStep, added, sums);
            else
                TKernels.OneVectorOneColumn(source, fromStep, target, toStep, added, sums);
        }
    }

    public void Dispose() => _weights.Dispose();
}

/// <summary>Samples that are a fixed number of floats apart.</summary>
/// <param name="first">The first sample.</param>
/// <param name="step">Floats from one column to the next.</param>
/// <param name="rowStep">Floats from one row to the next.</param>
internal readonly unsafe struct Samples(float* first, nint step, nint rowStep)
{
    public float* First { get; } = first;

    public nint Step { get; } = step;

    public nint RowStep { get; } = rowStep;
}
