namespace Deconv;

/// <summary>A rectangle of an image, in samples.</summary>
/// <param name="Left">First column, from 0.</param>
/// <param name="Top">First row, from 0.</param>
/// <param name="Shape">Rows and columns.</param>
public readonly record struct Region(int Left, int Top, Shape Shape)
{
    /// <summary>All of an image.</summary>
    public static Region Whole(Shape image) => new(0, 0, image);

    /// <summary>Whether this region lies inside an image and holds at least one sample.</summary>
    public bool LiesInside(Shape image) =>
        Left >= 0 && Top >= 0 && !Shape.IsEmpty && Left <= image.Width - Shape.Width && Top <= image.Height - Shape.Height;

    /// <summary>What lies in both regions; empty if they do not overlap.</summary>
    internal Region Intersect(Region other)
    {
        int left = Math.Max(Left, other.Left),
            top = Math.Max(Top, other.Top),
            right = Math.Min(Left + Shape.Width, other.Left + other.Shape.Width),
            bottom = Math.Min(Top + Shape.Height, other.Top + other.Shape.Height);
        return new(left, top, new(Math.Max(0, bottom - top), Math.Max(0, right - left)));
    }

    /// <summary>Whether a sample lies in the region.</summary>
    internal bool Contains(int row, int column) => row >= Top && row < Top + Shape.Height && column >= Left && column < Left + Shape.Width;

    /// <summary>This region with a margin on every side, cropped to the image.</summary>
    public Region Grown(int margin, Shape image)
    {
        int left = Math.Max(0, Left - margin),
            top = Math.Max(0, Top - margin);
        int right = Math.Min(image.Width, Left + Shape.Width + margin),
            bottom = Math.Min(image.Height, Top + Shape.Height + margin);
        return new(left, top, new(bottom - top, right - left));
    }

    /// <summary>"left,top,width,height".</summary>
    public override string ToString() => $"{Left},{Top},{Shape.Width},{Shape.Height}";
}
