using System.Globalization;
using Deconv.Objectives;
using Deconv.Objectives.Priors;
using Deconv.Objectives.Priors.Potentials;

namespace Deconv.Restoration.Priors;

/// <summary>Σ_f w_f Σ|f∗x|^p over first differences (w = 1) and second differences (w = 0.6).</summary>
internal sealed record HyperLaplacianPrior : Prior
{
    public const double DefaultExponent = 0.8;

    public HyperLaplacianPrior(double exponent)
        : base(
            exponent == DefaultExponent ? "hyper" : string.Create(CultureInfo.InvariantCulture, $"hyper:{exponent:R}"),
            "heavy-tailed differences, as photographs have"
        ) =>
        Exponent = exponent is >= MinExponent and <= MaxExponent
            ? exponent
            : throw new ArgumentOutOfRangeException(nameof(exponent), exponent, "The exponent of a hyper-Laplacian prior is 0.4 to 1.");

    /// <summary>p.</summary>
    public double Exponent { get; }

    internal override bool HasShrinkage => true;

    internal override bool HasGradient => true;

    /// <summary>Fitted under eight shake kernels and five noise levels, within 0.1 dB of the best λ of each photograph.</summary>
    internal override double AutomaticLambda(double noise) => Exponent == 1 ? 0.14 * Math.Pow(noise, 1.35) : 0.127 * Math.Pow(noise, 1.4);

    internal override DifferencePrior Shrinkage(Shape frame, int threads) => new(frame, Exponent, threads);

    internal override IDifferentiable Differentiable(Shape shape) => new SmoothDifferencePrior<HyperLaplacian>(shape, new((float)Exponent, Rounding));
}
