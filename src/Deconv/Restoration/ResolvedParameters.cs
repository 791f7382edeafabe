using Deconv.Operators;

namespace Deconv.Restoration;

/// <summary>The values behind "auto".</summary>
/// <param name="Method">The method that ran.</param>
/// <param name="Prior">The prior it used.</param>
/// <param name="Boundary">What lay outside the frame.</param>
/// <param name="Channels">How planes were treated.</param>
/// <param name="White">Level that was scaled to 1 before restoring.</param>
/// <param name="SaturatedShare">Share of samples that were not trusted because of clipping, 0 to 1.</param>
/// <param name="Impulses">Samples that were not trusted because they stand out of their surroundings.</param>
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
    /// <summary>The numbers behind "auto": give them to <see cref="DeconvolutionOptions.Automatic"/> to do the same again.</summary>
    public required AutomaticValues Automatic { get; init; }

    /// <summary>The range that was stretched, or null.</summary>
    public LevelRange? Stretch { get; init; }

    /// <summary>Effort that was run.</summary>
    public Effort Effort { get; init; }

    /// <summary>Why best effort was run as balanced: the patch prior would not help. Null where it was run, or not asked for.</summary>
    public PatchObstacle? PatchObstacle { get; init; }
}
