namespace Deconv.Objectives.Priors.Learned;

/// <summary>
/// A network that was trained to remove white noise from images, and how a restoration calls it: a prior in the sense of Tweedie's formula, by which
/// (x − z)/s² is the gradient of −log p for the denoised image z. See docs/learned-prior.md. Immutable; any number of threads may use one.
/// </summary>
public sealed partial class LearnedPrior
{
    private static readonly Lazy<LearnedPrior> Embedded = new(LoadEmbedded);

    internal LearnedPrior(string provenance, IReadOnlyList<LayerWeights> layers, IReadOnlyList<NetworkCall> calls) =>
        (Provenance, Layers, Calls) = (provenance, layers, calls);

    /// <summary>The prior of the library.</summary>
    public static LearnedPrior Default => Embedded.Value;

    /// <summary>How it was trained: command, pictures, scores.</summary>
    public string Provenance { get; }

    internal IReadOnlyList<LayerWeights> Layers { get; }

    internal IReadOnlyList<NetworkCall> Calls { get; }

    private static LearnedPrior LoadEmbedded()
    {
        const string Name = "Deconv.photographs.net";
        using Stream stream =
            typeof(LearnedPrior).Assembly.GetManifestResourceStream(Name) ?? throw new InvalidOperationException($"{Name} is missing.");
        return Load(stream, Name);
    }
}

/// <summary>One call of the network.</summary>
/// <param name="Deviation">Standard deviation of the noise that it is told to remove where that of the image is 0.01, for samples of 0 to 1.</param>
/// <param name="Power">Power of the noise with which it grows.</param>
/// <param name="Pull">Curvature of the pull, in units of (noise of the image / told deviation)².</param>
internal readonly record struct NetworkCall(float Deviation, float Power, float Pull);
