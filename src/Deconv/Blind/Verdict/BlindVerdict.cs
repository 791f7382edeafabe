namespace Deconv.Blind.Verdict;

/// <summary>Whether an estimated PSF can be trusted, and why.</summary>
/// <param name="Outcome">The verdict.</param>
/// <param name="Cause">The reason, where a verdict has more than one.</param>
/// <param name="Confidence">Confidence in the PSF, 0 to 1.</param>
/// <param name="Agreement">Mean similarity of the kernels of disjoint parts to the PSF, 0 to 1; NaN when not compared.</param>
/// <param name="PeakShare">Largest sample of the kernel, 0 to 1; 1 means no blur.</param>
/// <param name="BorderMass">Mass on the border of the kernel support, 0 to 1.</param>
/// <param name="Gain">Gain in log-likelihood of the spectrum over "no blur", per frequency.</param>
public sealed record BlindVerdict(
    BlindOutcome Outcome,
    BlindCause Cause,
    double Confidence,
    double Agreement,
    double PeakShare,
    double BorderMass,
    double Gain
)
{
    /// <summary>False if the restored image should not be used without a warning.</summary>
    public bool Trusted => Outcome == BlindOutcome.Trusted;

    /// <summary>True if the blur varies across the image: halves of it fit worse with each other's kernel.</summary>
    public bool Nonuniform { get; init; }

    /// <summary>Fraction of samples excluded because they are clipped, 0 to 1.</summary>
    public double ClippedShare { get; init; }

    /// <summary>A verdict without a check.</summary>
    internal static BlindVerdict NotChecked(BlindCause cause, double confidence) =>
        new(BlindOutcome.NotChecked, cause, confidence, double.NaN, double.NaN, double.NaN, double.NaN);
}

/// <summary>Verdicts on an estimated PSF.</summary>
public enum BlindOutcome
{
    /// <summary>The kernel can be trusted.</summary>
    Trusted,

    /// <summary>The image looks sharp; <see cref="BlindCause"/> gives the evidence.</summary>
    NotBlurred,

    /// <summary>Parts of the image show different blurs.</summary>
    Nonuniform,

    /// <summary>Kernels of parts of the image contradict each other.</summary>
    Disagreement,

    /// <summary>The kernel reaches the border of its support: the blur is larger than the bound, or there is none.</summary>
    CutOff,

    /// <summary>The noise is so large relative to the contrast that a restoration would look worse.</summary>
    Worse,

    /// <summary>Not checked; <see cref="BlindCause"/> gives the reason.</summary>
    NotChecked,
}

/// <summary>The reason for a <see cref="BlindOutcome"/> that has several.</summary>
public enum BlindCause
{
    /// <summary>The verdict has only one possible reason.</summary>
    None,

    /// <summary>Not blurred: the best kernel found is little more than a dot.</summary>
    Dot,

    /// <summary>Not blurred: the kernel does not explain the spectrum better than no blur.</summary>
    NoGain,

    /// <summary>Not checked: the run was canceled.</summary>
    Canceled,

    /// <summary>Not checked: the PSF was given.</summary>
    Given,
}
