namespace Deconv.Blind.Verdict;

/// <summary>What is known about a kernel that was found, and the probability that it is right.</summary>
/// <param name="Drop">By how much the restoration lowers the log sparsity of the image: dots hardly do.</param>
/// <param name="Peak">Largest tap of the kernel, 0 to 1.</param>
/// <param name="Gain">Gain in log-likelihood of the spectrum over no blur.</param>
/// <param name="Sharpness">Sharpness of the edges of the image; NaN if there are too few.</param>
/// <param name="Radius">Root mean square radius of the kernel in pixels: what a search finds in a sharp image is a dot.</param>
internal sealed record KernelEvidence(double Drop, double Peak, double Gain, double Sharpness, double Radius)
{
    /// <summary>A larger drop is no better: smooth images with too wide a kernel have the largest.</summary>
    private const double FullDrop = 0.4;

    /// <summary>A larger gain is no better.</summary>
    private const double FullGain = 1;

    /// <summary>
    /// Radii between which a wider kernel is more likely right. Those found in 20 sharp photographs are 0.5 to 2.3, but for one; those of blurs that
    /// were found are 2.7 and above. A narrower kernel may be a small blur: the others decide.
    /// </summary>
    private const double Dot = 2,
        Wide = 8;

    /// <summary>Sharpness of a blurred image, for one without enough edges.</summary>
    private const double UsualSharpness = 0.4;

    /// <summary>What one lamp adds to the log of the odds. Set by hand: of 150 pictures, few have lamps.</summary>
    private const double PerLamp = 0.4;

    /// <summary>More lamps add no more.</summary>
    private const int EnoughLamps = 8;

    /// <summary>Probability at most, for a kernel that owes it to lamps, lacks the support of other answers, or has a cause against it.</summary>
    public const double Doubtful = 0.85;

    /// <summary>
    /// Support below which a kernel is doubtful. In the fit 2 wrong kernels were above 0.9, and 80 right ones; with this bound none and 49. From
    /// <see cref="LeastSupport"/> on, parts that agree make up for it.
    /// </summary>
    private const double SureSupport = 0.85,
        LeastSupport = 0.78,
        SureAgreement = 0.85;

    /// <summary>Number of lamps whose streaks have the shape of the kernel.</summary>
    public int Lamps { get; init; }

    /// <summary>Mean similarity of all distinct answers of the search to the kernel, itself included, 0 to 1.</summary>
    public double Support { get; init; } = 1;

    /// <summary>Mean similarity of the kernels of disjoint parts of the image to the kernel, 0 to 1; NaN when not compared.</summary>
    public double Agreement { get; init; } = double.NaN;

    /// <summary>
    /// Logistic regression on the best kernels of 125 images: 93 blurred by a known kernel, of which 88 were found (similarity 0.8) and 5 were not
    /// (below 0.7); 12 shaken photographs judged by eye, 8 good; 20 sharp. See docs/blind.md. The weight of lamps is not fitted.
    /// </summary>
    public double Probability
    {
        get
        {
            double probability = Math.Max(Logistic(0), Math.Min(Logistic(Lamps), Doubtful));
            bool supported = Support >= SureSupport || (Support >= LeastSupport && Agreement >= SureAgreement);
            return supported ? probability : Math.Min(probability, Doubtful);
        }
    }

    private double Logistic(int lamps)
    {
        double sharpness = double.IsNaN(Sharpness) ? UsualSharpness : Sharpness,
            width = Math.Log(Math.Clamp(Radius, Dot, Wide) / Dot),
            logit = -1.7 + (9.3 * Math.Min(Drop, FullDrop)) - (4.1 * sharpness) + (0.6 * Math.Clamp(Gain, 0, FullGain)) + (2.3 * width);
        return 1 / (1 + Math.Exp(-logit - (PerLamp * Math.Min(lamps, EnoughLamps))));
    }
}
