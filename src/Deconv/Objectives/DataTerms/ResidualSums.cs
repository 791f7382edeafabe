namespace Deconv.Objectives.DataTerms;

/// <summary>Sums over the samples of a plane, or of three channels.</summary>
/// <param name="Squares">Σ (m w d)².</param>
/// <param name="Excess">Σ (m ρ(d) − ½ (m w d)²).</param>
/// <param name="Inliers">Σ m w d².</param>
/// <param name="Weights">Σ m w.</param>
internal readonly record struct ResidualSums(double Squares, double Excess, double Inliers, double Weights)
{
    /// <summary>Σ m ρ(d): the value of the data term.</summary>
    public double Value => Excess + (0.5 * Squares);

    /// <summary>Root mean square of d over the samples that are no outliers.</summary>
    public double Scale => Math.Sqrt(Inliers / Math.Max(1, Weights));

    public static ResidualSums operator +(ResidualSums a, ResidualSums b) =>
        new(a.Squares + b.Squares, a.Excess + b.Excess, a.Inliers + b.Inliers, a.Weights + b.Weights);
}
