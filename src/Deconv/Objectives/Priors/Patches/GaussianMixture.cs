using System.Reflection;

namespace Deconv.Objectives.Priors.Patches;

/// <summary>
/// A prior for image patches: an 8x8 patch minus its mean is drawn from a mixture of zero-mean Gaussians (Zoran and Weiss 2011). A covariance is
/// stored by its leading eigenvectors; all other directions share one variance (Tipping and Bishop 1999). Immutable and thread-safe.
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

    /// <summary>Fits a mixture to images. The same images and parameters give the same mixture for any number of threads.</summary>
    /// <param name="images">
    /// Training images of one plane and at least 16x16 samples, bright parts about 1, with a weight above 0: the number of patches is proportional to
    /// weight times area. Every image is used at full and at half size.
    /// </param>
    /// <param name="components">Number of Gaussians, 1 to 4096.</param>
    /// <param name="patches">Number of patches to draw, at least 1000.</param>
    /// <param name="iterations">Number of passes over the patches, at least 1.</param>
    /// <param name="seed">Random seed of the drawing and of the initial Gaussians.</param>
    /// <param name="provenance">Description of the images; becomes <see cref="Provenance"/>.</param>
    /// <param name="threads">0 means all processors.</param>
    /// <param name="report">Receives every iteration and the mean log density of a patch.</param>
    /// <exception cref="ArgumentException">Images too small or not of one plane, numbers out of range.</exception>
    public static GaussianMixture Train(
        IReadOnlyList<(PlanarImage Image, double Weight)> images,
        int components,
        int patches,
        int iterations,
        int seed,
        string provenance,
        int threads = 0,
        Action<int, double>? report = null
    )
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(provenance);
        if (components is < 1 or > 4096)
            throw new ArgumentException($"A mixture has 1 to 4096 components, not {components}.");
        if (patches < 1000)
            throw new ArgumentException($"A mixture is trained on at least 1000 patches, not {patches}.");
        if (iterations < 1)
            throw new ArgumentException($"A mixture is trained in at least 1 iteration, not {iterations}.");
        if (
            images.Count == 0
            || images.Any(p => p.Image.Count != 1 || !p.Image.Shape.Contains(new(2 * PatchGeometry.Side, 2 * PatchGeometry.Side)) || !(p.Weight > 0))
        )
            throw new ArgumentException(
                "A mixture is trained on at least one image, each of one plane, "
                    + $"at least {2 * PatchGeometry.Side}x{2 * PatchGeometry.Side} and of a weight above 0."
            );
        return MixtureTraining.Run(
            PatchSampler.Draw(images, patches, seed),
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

    /// <summary>One Gaussian: Σᵢ λᵢ uᵢuᵢᵀ plus one variance for all remaining directions except the mean of a patch.</summary>
    /// <param name="Weight">Fraction of the patches, above 0; all weights sum to 1.</param>
    /// <param name="Tail">Variance of the remaining directions, 0 or above.</param>
    /// <param name="Variances">λ, falling, above <paramref name="Tail"/>.</param>
    /// <param name="Directions">u, one after the other: 64 samples each, orthonormal, of sum 0.</param>
    internal sealed record Component(float Weight, float Tail, float[] Variances, float[] Directions)
    {
        public int Rank => Variances.Length;
    }
}
