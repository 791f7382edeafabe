using Deconv.Restoration.Verdict;

namespace Deconv.Restoration.Tiles;

/// <summary>What was measured for all tiles of a picture.</summary>
internal sealed record PictureStudy
{
    /// <summary>White, noise, λ and the like.</summary>
    public required AutomaticValues Values { get; init; }

    /// <summary>The effective effort.</summary>
    public required Effort Effort { get; init; }

    /// <summary>Why best effort fell back to balanced; null if it did not.</summary>
    public required LearnedObstacle? Obstacle { get; init; }

    /// <summary>Whether the picture is light, which is not negative.</summary>
    public required bool NonNegative { get; init; }

    /// <summary>How the planes are treated.</summary>
    public required ChannelMode Mode { get; init; }

    /// <summary>Whether some samples are not trusted.</summary>
    public required bool Masked { get; init; }

    /// <summary>PSFs of other sizes, tried on the observed picture; null if too little of it is trusted, or if none were to be tried.</summary>
    public required List<PsfTrial>? Sizes { get; init; }
}
