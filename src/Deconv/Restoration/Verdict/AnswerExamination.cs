namespace Deconv.Restoration.Verdict;

/// <summary>
/// How often a restored plane leaves the range of the observed plane around it by far. The observed range around a sample is that of all samples the
/// PSF spreads it to; a restored detail exceeds it, but by more than three times the range on both sides only in artifacts: rings of a wrong PSF,
/// stripes, amplified noise. They swing both ways, while text, thin lines and stars leave the range on one side only.
/// </summary>
/// <param name="Below">Number of samples far below the range.</param>
/// <param name="Above">Number of samples far above the range.</param>
/// <param name="Dark">Number of samples that are black although everything around them is brighter than the noise.</param>
/// <param name="Examined">Number of samples that were examined: those that no clipped sample influences, because a lamp is rightly restored far above
/// white.</param>
internal sealed record AnswerExamination(int Below, int Above, int Dark, int Examined)
{
    /// <summary>
    /// The least percentages of artifacts and of black samples in a ruined picture: a fine pattern that the blur left no trace of is restored far
    /// below and above its surroundings, but not to black; in text half of the page may be black, but nothing lies far above the range.
    /// </summary>
    private const double MinArtifacts = 0.04,
        MinBlack = 0.25;

    /// <summary>
    /// The least product of both. Night pictures with lamps: of 40 right restorations none exceeds 0.03, of 40 ruined ones 36 exceed 0.05. Right
    /// restorations of photographs and of text without lamps stay below 0.01 % of artifacts.
    /// </summary>
    private const double Ruinous = 0.04;

    /// <summary>With fewer samples nothing can be said about a percentage this small.</summary>
    private const int MinExamined = 4096;

    /// <summary>No sample was examined.</summary>
    public static AnswerExamination None { get; } = new(0, 0, 0, 0);

    /// <summary>Percentage of the examined samples that are black.</summary>
    public double BlackPercent => Percent * Dark;

    /// <summary>The smaller of the percentages below and above; NaN if too few samples could be examined.</summary>
    public double ArtifactPercent => Examined < MinExamined ? double.NaN : Math.Min(Percent * Below, Percent * Above);

    private double Percent => 100.0 / Math.Max(1, Examined);

    /// <summary>Both together.</summary>
    public static AnswerExamination operator +(AnswerExamination a, AnswerExamination b) =>
        new(a.Below + b.Below, a.Above + b.Above, a.Dark + b.Dark, a.Examined + b.Examined);

    /// <summary>Whether artifacts ruin the picture.</summary>
    public bool IsRuined => ArtifactPercent > MinArtifacts && BlackPercent > MinBlack && ArtifactPercent * BlackPercent > Ruinous;
}
