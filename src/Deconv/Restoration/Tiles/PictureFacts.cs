using Deconv.Operators;
using Deconv.Restoration.Verdict;

namespace Deconv.Restoration.Tiles;

/// <summary>What is known about a whole picture when a part of it is measured or restored.</summary>
internal sealed record PictureFacts
{
    /// <summary>The level that counts as white; null to measure it on the part.</summary>
    public required double? White { get; init; }

    /// <summary>Level at or above which a sample is clipped, for every channel; infinity if none is.</summary>
    public required IReadOnlyList<double> ClipLevels { get; init; }

    /// <summary>The part of the picture that is restored; null if it is only measured.</summary>
    public Tile? Tile { get; init; }

    /// <summary>The part of the tile that nobody has seen.</summary>
    public Unseen Unseen { get; init; }

    /// <summary>The part of the tile where the whole PSF lies inside the picture.</summary>
    public Region Covered { get; init; }

    /// <summary>Collects what the verdict on the whole picture is made of; null if the part is only measured.</summary>
    public FitTally? Tally { get; init; }
}
