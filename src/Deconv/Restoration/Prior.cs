using Deconv.Objectives;

namespace Deconv.Restoration;

/// <summary>What restored pictures are expected to look like: λ Σ |differences|^p.</summary>
/// <param name="Name">As given on the command line.</param>
/// <param name="Exponent">p: 2 smooth, 1 total variation, below 1 the heavy tails of natural pictures; 0 for no prior at all.</param>
/// <param name="Summary">In a few words.</param>
public sealed record Prior(string Name, double Exponent, string Summary)
{
    /// <summary>p = 0.8: the statistics of photographs. The default.</summary>
    public static Prior HyperLaplacian { get; } = new("hyper", 0.8, "heavy-tailed differences, as photographs have");

    /// <summary>p = 1: total variation; convex.</summary>
    public static Prior TotalVariation { get; } = new("tv", 1, "total variation; convex");

    /// <summary>p = 2: smooth everywhere, edges too.</summary>
    public static Prior Tikhonov { get; } = new("l2", 2, "smooth everywhere; linear");

    /// <summary>No prior: the stopping rule alone keeps the noise down.</summary>
    public static Prior None { get; } = new("none", 0, "none; the stopping rule alone keeps the noise down");

    /// <summary>A term of the caller's own instead of λ Σ |differences|^p; null for the listed priors.</summary>
    internal Func<Shape, IDifferentiable>? Term { get; private init; }

    /// <summary>
    /// A prior of your own, for <see cref="RestorationMethod.Nesterov"/> and, which hands over to it, <see cref="RestorationMethod.Gradient"/>.
    /// The automatic λ is that of total variation: a start, to be multiplied by <see cref="DeconvolutionOptions.LambdaFactor"/>.
    /// </summary>
    /// <param name="name">To show.</param>
    /// <param name="term">Makes the term for latent images of a shape, which is larger than the picture where the boundary is unknown.</param>
    public static Prior Custom(string name, Func<Shape, IDifferentiable> term)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(term);
        return new(name, 1, "the caller's own") { Term = term };
    }

    /// <summary>Another exponent.</summary>
    /// <param name="exponent">0.4 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public static Prior Power(double exponent) =>
        exponent is >= 0.4 and <= 1
            ? HyperLaplacian with
            {
                Exponent = exponent,
            }
            : throw new ArgumentOutOfRangeException(nameof(exponent), exponent, "The exponent of a hyper-Laplacian prior is 0.4 to 1.");
}
