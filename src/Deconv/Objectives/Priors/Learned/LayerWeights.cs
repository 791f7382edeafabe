namespace Deconv.Objectives.Priors.Learned;

/// <summary>The weights of one convolution, as stored: by output channel, input channel, row and column, then one bias per output channel.</summary>
internal sealed class LayerWeights
{
    private readonly float[] _weights;
    private readonly float[] _bias;

    /// <param name="outputs">Output channels.</param>
    /// <param name="inputs">Input channels.</param>
    /// <param name="taps">Rows times columns of the kernel.</param>
    /// <param name="weights">Outputs x inputs x taps.</param>
    /// <param name="bias">One per output channel.</param>
    public LayerWeights(int outputs, int inputs, int taps, float[] weights, float[] bias)
    {
        if (weights.Length != outputs * inputs * taps || bias.Length != outputs)
            throw new ArgumentException("The number of weights does not match the channels.", nameof(weights));
        (Outputs, Inputs, Taps, _weights, _bias) = (outputs, inputs, taps, weights, bias);
    }

    /// <summary>Output channels.</summary>
    public int Outputs { get; }

    /// <summary>Input channels.</summary>
    public int Inputs { get; }

    /// <summary>Rows times columns of the kernel.</summary>
    public int Taps { get; }

    /// <summary>One weight.</summary>
    public float this[int output, int input, int tap] => _weights[(((output * Inputs) + input) * Taps) + tap];

    /// <summary>The bias of an output channel.</summary>
    public float Bias(int output) => _bias[output];
}
