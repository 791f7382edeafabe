using Deconv.Operators;

namespace Deconv.Restoration;

/// <summary>The parameters of a run, with every automatic value resolved.</summary>
/// <param name="Method">The method that ran.</param>
/// <param name="Prior">The prior it used.</param>
/// <param name="Boundary">The assumption about what lies outside the frame.</param>
/// <param name="Channels">How planes were treated.</param>
/// <param name="White">Level that was scaled to 1 before restoring.</param>
/// <param name="SaturatedShare">Fraction of samples that were not trusted because of clipping, 0 to 1.</param>
/// <param name="Impulses">Number of samples that were not trusted because they are impulses.</param>
public sealed record ResolvedParameters(
    RestorationMethod Method,
    Prior Prior,
    Boundary Boundary,
    ChannelMode Channels,
    double White,
    double SaturatedShare,
    int Impulses
)
{
    /// <summary>The automatic values; pass them to <see cref="DeconvolutionOptions.Automatic"/> to repeat the run.</summary>
    public required AutomaticValues Automatic { get; init; }

    /// <summary>The range that was stretched, or null.</summary>
    public LevelRange? Stretch { get; init; }

    /// <summary>Whether restored samples were constrained to 0 or above.</summary>
    public bool NonNegative { get; init; }

    /// <summary>Fraction of the pixels that were ignored because they lie in areas of one value at the border, 0 to 1.</summary>
    public double EmptyShare { get; init; }

    /// <summary>Number of pixels that were ignored because a sample is not a finite number.</summary>
    public int Missing { get; init; }

    /// <summary>The effective effort.</summary>
    public Effort Effort { get; init; }

    /// <summary>Why best effort fell back to balanced. Null if the learned prior was used or not requested.</summary>
    public LearnedObstacle? LearnedObstacle { get; init; }
}
