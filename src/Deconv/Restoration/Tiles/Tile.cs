using Deconv.Operators;

namespace Deconv.Restoration.Tiles;

/// <summary>A part of a picture that is restored on its own.</summary>
/// <param name="Place">
/// The rectangle of the picture that is solved for; the whole picture if there is only one tile. What lies outside the picture is on the other side
/// of it, behind the samples that nobody has seen.
/// </param>
/// <param name="Own">The samples of the picture that belong to this tile alone, for sums over the picture.</param>
/// <param name="Kept">The samples of the picture that the tile has a share in: its own, and half of the seams around them.</param>
internal readonly record struct Tile(Region Place, Region Own, Region Kept)
{
    /// <summary>The samples of its own, from the corner of the tile.</summary>
    public Region OwnInside => Inside(Own);

    /// <summary>A part of the picture, from the corner of the tile.</summary>
    public Region Inside(Region part) => new(part.Left - Place.Left, part.Top - Place.Top, part.Shape);

    /// <summary>The part of the tile that nobody has seen.</summary>
    /// <param name="picture">Shape of the picture.</param>
    /// <param name="cycle">Shape of its transforms, if it were restored as a whole.</param>
    public Unseen UnseenIn(Shape picture, Shape cycle) =>
        new(
            new Ring(picture.Height, cycle.Height).Unseen(Place.Top, Place.Shape.Height),
            new Ring(picture.Width, cycle.Width).Unseen(Place.Left, Place.Shape.Width)
        );
}
