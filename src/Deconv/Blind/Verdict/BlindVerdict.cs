namespace Deconv.Blind.Verdict;

/// <summary>Whether an estimated PSF can be trusted, and why.</summary>
/// <param name="Outcome">The verdict.</param>
/// <param name="Cause">What lowers the verdict or prevented it; None if nothing but the probability speaks.</param>
/// <param name="Probability">Probability that the PSF is right, 0 to 1.</param>
/// <param name="Agreement">Mean similarity of the kernels of disjoint parts to the PSF, 0 to 1; NaN when not compared.</param>
/// <param name="PeakShare">Largest sample of the kernel, 0 to 1; 1 means no blur.</param>
/// <param name="BorderMass">Mass on the border of the kernel support, 0 to 1.</param>
/// <param name="Gain">Gain in log-likelihood of the spectrum over "no blur", per frequency.</param>
public sealed record BlindVerdict(
    BlindOutcome Outcome,
    BlindCause Cause,
    double Probability,
    double Agreement,
    double PeakShare,
    double BorderMass,
    double Gain
)
{
    /// <summary>Probability above which a PSF is trusted.</summary>
    public const double TrustedFrom = 0.9;

    /// <summary>
    /// Probability below which no PSF counts as found. Of twenty sharp photographs one is above it, as above 0.5; on real shaken photographs good
    /// restorations were seen down to 0.36.
    /// </summary>
    public const double FoundFrom = 0.3;

    /// <summary>
    /// Edge sharpness from which an image is sharp: 0.75 and more on 17 of 20 sharp photographs (a face 0.65, bricks 0.54, cells 0.24), 0.58 and
    /// less on 148 pictures blurred by known kernels, 0.72 and less on 45 of 49 shaken photographs.
    /// </summary>
    public const double SharpFrom = 0.72;

    /// <summary>True if the restored image can be used without a second look.</summary>
    public bool Trusted => Outcome == BlindOutcome.Trusted;

    /// <summary>True if there is a PSF to restore with, trusted or doubtful.</summary>
    public bool Found => Outcome is BlindOutcome.Trusted or BlindOutcome.Doubtful;

    /// <summary>
    /// By how much the restoration with the PSF lowers the log of ‖∇x‖₁/(‖∇x‖₂√N) of the image; NaN if not measured.
    /// </summary>
    public double SparsityDrop { get; init; } = double.NaN;

    /// <summary>
    /// Step of the sharpest edges from one sample to the next over their contrast, in the direction in which they are least sharp: about 0.75 and
    /// more in sharp images, below 0.6 in most blurred ones; NaN if there are too few edges.
    /// </summary>
    public double EdgeSharpness { get; init; } = double.NaN;

    /// <summary>
    /// Mean similarity of all distinct answers of the search to the PSF, itself included, 0 to 1: below 0.78 a PSF is doubtful at best, and below
    /// 0.85 unless <see cref="Agreement"/> is 0.85 or more; NaN for the fit of a family.
    /// </summary>
    public double Support { get; init; } = double.NaN;

    /// <summary>Number of lamps whose streaks have the shape of the PSF.</summary>
    public int Lamps { get; init; }

    /// <summary>True if the blur varies across the image: halves of it fit worse with each other's kernel.</summary>
    public bool Nonuniform { get; init; }

    /// <summary>Fraction of samples that are clipped or next to clipped ones, 0 to 1.</summary>
    public double ClippedShare { get; init; }

    /// <summary>A verdict without a check.</summary>
    internal static BlindVerdict NotChecked(BlindCause cause, double probability) =>
        new(BlindOutcome.NotChecked, cause, probability, double.NaN, double.NaN, double.NaN, double.NaN);
}

/// <summary>Verdicts on an estimated PSF.</summary>
public enum BlindOutcome
{
    /// <summary>The PSF is right with a probability above 0.9.</summary>
    Trusted,

    /// <summary>The PSF may be right. The image is restored with it; look at the result.</summary>
    Doubtful,

    /// <summary>The image is blurred, but the PSF that was found is probably wrong.</summary>
    NotFound,

    /// <summary>The image is sharp: its edges are, and no blur explains it.</summary>
    NotBlurred,

    /// <summary>Not checked; <see cref="BlindCause"/> gives the reason.</summary>
    NotChecked,
}

/// <summary>The reason for a <see cref="BlindOutcome"/>, where there is one beside the probability.</summary>
public enum BlindCause
{
    /// <summary>None.</summary>
    None,

    /// <summary>Parts of the image show different blurs.</summary>
    Nonuniform,

    /// <summary>The kernel reaches the border of its support: the blur is larger than the bound.</summary>
    CutOff,

    /// <summary>The noise is so large relative to the contrast that a restoration would look worse.</summary>
    Noise,

    /// <summary>Not checked: the run was canceled.</summary>
    Canceled,

    /// <summary>Not checked: the PSF was given.</summary>
    Given,
}
