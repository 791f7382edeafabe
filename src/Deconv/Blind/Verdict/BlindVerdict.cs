namespace Deconv.Blind.Verdict;

/// <summary>Whether an estimated PSF is to be believed, and why.</summary>
/// <param name="Outcome">The verdict.</param>
/// <param name="Cause">The reason, where a verdict has more than one.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Agreement">Mean similarity of the kernels of disjoint parts to the answer, 0 to 1; NaN when not compared.</param>
/// <param name="PeakShare">Largest sample of the kernel, 0 to 1: 1 is no blur.</param>
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
    /// <summary>False: do not hand the restored image over without a word.</summary>
    public bool Trusted => Outcome == BlindOutcome.Trusted;

    /// <summary>Halves of the image lose by exchanging their kernels: the blur changes across it.</summary>
    public bool Nonuniform { get; init; }

    /// <summary>Share of the samples that were left out because they are clipped, 0 to 1.</summary>
    public double ClippedShare { get; init; }

    /// <summary>Nothing was compared.</summary>
    internal static BlindVerdict NotChecked(BlindCause cause, double confidence) =>
        new(BlindOutcome.NotChecked, cause, confidence, double.NaN, double.NaN, double.NaN, double.NaN);
}

/// <summary>Verdicts on an estimated PSF.</summary>
public enum BlindOutcome
{
    /// <summary>The kernel is to be believed.</summary>
    Trusted,

    /// <summary>The image looks sharp; <see cref="BlindCause"/> tells what says so.</summary>
    NotBlurred,

    /// <summary>Parts of the image show different blurs.</summary>
    Nonuniform,

    /// <summary>Kernels of parts of the image contradict each other.</summary>
    Disagreement,

    /// <summary>The kernel reaches the border of its support: the blur is larger than the bound, or there is none.</summary>
    CutOff,

    /// <summary>The noise is so large against the contrast that a restoration would look worse.</summary>
    Worse,

    /// <summary>Not checked; <see cref="BlindCause"/> tells why.</summary>
    NotChecked,
}

/// <summary>The reason for a <see cref="BlindOutcome"/> that has several.</summary>
public enum BlindCause
{
    /// <summary>The verdict has one reason only.</summary>
    None,

    /// <summary>Not blurred: the best kernel found is little more than a dot.</summary>
    Dot,

    /// <summary>Not blurred: the kernel explains the spectrum no better than no blur does.</summary>
    NoGain,

    /// <summary>Not checked: the run was canceled.</summary>
    Canceled,

    /// <summary>Not checked: the PSF was given.</summary>
    Given,
}
