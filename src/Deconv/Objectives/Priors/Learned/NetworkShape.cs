namespace Deconv.Objectives.Priors.Learned;

/// <summary>
/// The layers of the network, in the order of the file. Four samples (2x2) of the plane and the told noise level are the five input channels at half
/// size; <see cref="Down"/> goes to quarter size, where two residual blocks of two layers follow; <see cref="Up"/> comes back and is added to what
/// went down; one more residual block, and the last layer gives the correction of the four samples.
/// </summary>
internal static class NetworkShape
{
    /// <summary>Calls in a restoration.</summary>
    public const int Calls = 4;

    /// <summary>Input channels: four samples and the noise level.</summary>
    public const int Input = 5;

    /// <summary>Channels at half size.</summary>
    public const int Fine = 32;

    /// <summary>Channels at quarter size.</summary>
    public const int Coarse = 48;

    /// <summary>Samples that become one at half size.</summary>
    public const int Quad = 4;

    /// <summary>Index of a layer in <see cref="Layers"/>.</summary>
    public const int First = 0,
        Second = 1,
        Down = 2,
        Middle = 3,
        Up = 7,
        Third = 8,
        Fourth = 9,
        Last = 10;

    /// <summary>Output channels, input channels, and rows (and columns) of the kernel of every layer.</summary>
    public static IReadOnlyList<(int Outputs, int Inputs, int Side)> Layers { get; } =
    [
        (Fine, Input, 3),
        (Fine, Fine, 3),
        (Coarse, Fine, 2),
        (Coarse, Coarse, 3),
        (Coarse, Coarse, 3),
        (Coarse, Coarse, 3),
        (Coarse, Coarse, 3),
        (Quad * Fine, Coarse, 1),
        (Fine, Fine, 3),
        (Fine, Fine, 3),
        (Quad, Fine, 3),
    ];
}
