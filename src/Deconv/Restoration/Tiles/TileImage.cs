using Deconv.Operators;

namespace Deconv.Restoration.Tiles;

/// <summary>The samples of a tile.</summary>
/// <param name="Tile">The tile.</param>
/// <param name="Blurred">Its samples.</param>
/// <param name="Weights">Their weights, one plane; null for 1.</param>
internal sealed record TileImage(Tile Tile, PlanarImage Blurred, PlanarImage? Weights) : IDisposable
{
    /// <summary>The part that nobody has seen.</summary>
    public required Unseen Unseen { get; init; }

    /// <summary>The part where the whole PSF lies inside the picture.</summary>
    public required Region Covered { get; init; }

    /// <summary>Whether any sample may be trusted.</summary>
    public bool HasSamples
    {
        get
        {
            for (int i = 0; i < Blurred.Shape.Count; i++)
            {
                bool known = !(Weights?[0][i] <= 0);
                for (int plane = 0; known && plane < Blurred.Count; plane++)
                    known = float.IsFinite(Blurred[plane][i]);
                if (known)
                    return true;
            }

            return false;
        }
    }

    /// <summary>Returns the samples to the pool.</summary>
    public void Dispose()
    {
        Blurred.Dispose();
        Weights?.Dispose();
    }
}
