namespace Deconv;

/// <summary>A rectangle of an image, in samples.</summary>
/// <param name="Left">First column, from 0.</param>
/// <param name="Top">First row, from 0.</param>
/// <param name="Shape">Rows and columns.</param>
public readonly record struct Region(int Left, int Top, Shape Shape)
{
    /// <summary>All of an image.</summary>
    public static Region Whole(Shape picture) => new(0, 0, picture);

    /// <summary>Whether this region lies inside an image and holds at least one sample.</summary>
    public bool LiesInside(Shape picture) =>
        Left >= 0 && Top >= 0 && !Shape.IsEmpty && Left <= picture.Width - Shape.Width && Top <= picture.Height - Shape.Height;

    /// <summary>This region and a margin on every side, cut to the image.</summary>
    public Region Grown(int margin, Shape picture)
    {
        int left = Math.Max(0, Left - margin),
            top = Math.Max(0, Top - margin);
        int right = Math.Min(picture.Width, Left + Shape.Width + margin),
            bottom = Math.Min(picture.Height, Top + Shape.Height + margin);
        return new(left, top, new(bottom - top, right - left));
    }

    /// <summary>"left,top,width,height".</summary>
    public override string ToString() => $"{Left},{Top},{Shape.Width},{Shape.Height}";
}
