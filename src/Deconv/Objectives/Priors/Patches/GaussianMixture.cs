using System.Reflection;

namespace Deconv.Objectives.Priors.Patches;

/// <summary>
/// What small pieces of pictures look like: an 8x8 patch without its mean is drawn from one of some Gaussians of mean 0 (Zoran and Weiss 2011).
/// A covariance is kept by its leading eigenvectors; what they leave has the same variance in every direction (Tipping and Bishop 1999).
/// Immutable and thread-safe.
/// </summary>
public sealed partial class GaussianMixture
{
    private const string Shipped = "Deconv.photographs.gmm";
    private static readonly Lazy<GaussianMixture> LazyPhotographs = new(LoadShipped);

    private readonly Component[] _components;

    internal GaussianMixture(IEnumerable<Component> components, string provenance)
    {
        _components = [.. components];
        Provenance = provenance;
    }

    /// <summary>
    /// The mixture that comes with the library, trained on photographs; see docs/patch-prior.md. Loaded, and its hash checked, at first use.
    /// </summary>
    /// <exception cref="InvalidDataException">The library file is damaged.</exception>
    public static GaussianMixture Photographs => LazyPhotographs.Value;

    /// <summary>Number of Gaussians.</summary>
    public int Count => _components.Length;

    /// <summary>What it was trained on and how, as text.</summary>
    public string Provenance { get; }

    internal ReadOnlySpan<Component> Components => _components;

    /// <summary>Fits a mixture to pictures. The same pictures and numbers give the same mixture, whatever the threads.</summary>
    /// <param name="pictures">
    /// Of one plane and at least 16x16 each, bright parts about 1, with a weight above 0: patches are shared out by weight times area. Every picture
    /// is used at full and at half size.
    /// </param>
    /// <param name="components">Gaussians, 1 to 4096.</param>
    /// <param name="patches">Patches to draw, at least 1000.</param>
    /// <param name="iterations">Passes over the patches, at least 1.</param>
    /// <param name="seed">Of the drawing and of the first Gaussians.</param>
    /// <param name="provenance">What the pictures are; becomes <see cref="Provenance"/>.</param>
    /// <param name="threads">0 means all processors.</param>
    /// <param name="report">Receives every iteration and the mean log density of a patch.</param>
    /// <exception cref="ArgumentException">Pictures too small or not of one plane, numbers out of range.</exception>
    public static GaussianMixture Train(
        IReadOnlyList<(PlanarImage Picture, double Weight)> pictures,
        int components,
        int patches,
        int iterations,
        int seed,
        string provenance,
        int threads = 0,
        Action<int, double>? report = null
    )
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentNullException.ThrowIfNull(provenance);
        if (components is < 1 or > 4096)
            throw new ArgumentException($"A mixture has 1 to 4096 components, not {components}.");
        if (patches < 1000)
            throw new ArgumentException($"A mixture is trained on at least 1000 patches, not {patches}.");
        if (iterations < 1)
            throw new ArgumentException($"A mixture is trained in at least 1 iteration, not {iterations}.");
        if (
            pictures.Count == 0
            || pictures.Any(p =>
                p.Picture.Count != 1 || !p.Picture.Shape.Contains(new(2 * PatchGeometry.Side, 2 * PatchGeometry.Side)) || !(p.Weight > 0)
            )
        )
            throw new ArgumentException(
                "A mixture is trained on at least one picture, each of one plane, "
                    + $"at least {2 * PatchGeometry.Side}x{2 * PatchGeometry.Side} and of a weight above 0."
            );
        return MixtureTraining.Run(
            PatchSampler.Draw(pictures, patches, seed),
            components,
            iterations,
            seed,
            provenance,
            threads == 0 ? Environment.ProcessorCount : threads,
            report
        );
    }

    private static GaussianMixture LoadShipped()
    {
        using Stream stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream(Shipped)
            ?? throw new InvalidDataException($"The library lacks its resource {Shipped}. Install it again.");
        return Load(stream, "The patch mixture in the library");
    }

    /// <summary>One Gaussian: Σᵢ λᵢ uᵢuᵢᵀ plus the same variance in all directions left, the mean of a patch excepted.</summary>
    /// <param name="Weight">Share of patches, above 0; all sum to 1.</param>
    /// <param name="Tail">Variance of the directions left, 0 or above.</param>
    /// <param name="Variances">λ, falling, above <paramref name="Tail"/>.</param>
    /// <param name="Directions">u, one after the other: 64 samples each, orthonormal, of sum 0.</param>
    internal sealed record Component(float Weight, float Tail, float[] Variances, float[] Directions)
    {
        public int Rank => Variances.Length;
    }
}
