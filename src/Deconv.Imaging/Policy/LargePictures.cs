namespace Deconv.Imaging.Policy;

/// <summary>
/// What is read from the middle of a large photograph instead of all of it, so that the answer does not depend on whether all of it is in memory:
/// the steps of an earlier compression, and the width of the blur that sharpening removes.
/// </summary>
internal static class LargePictures
{
    /// <summary>Pixels of a photograph that is looked at as a whole.</summary>
    private const long MaxPixels = 4 << 20;

    /// <summary>Side of the middle, a multiple of that of the blocks of JPEG compression.</summary>
    private const int Side = 1536,
        Block = 16;

    /// <summary>Whether only the middle of a photograph is looked at.</summary>
    public static bool IsLarge(Shape shape) => (long)shape.Height * shape.Width > MaxPixels;

    /// <summary>The middle of a large photograph, or all of another one.</summary>
    public static Region Middle(Shape shape)
    {
        if (!IsLarge(shape))
            return Region.Whole(shape);
        var part = new Shape(Math.Min(shape.Height, Side), Math.Min(shape.Width, Side));
        return new((shape.Width - part.Width) / 2 / Block * Block, (shape.Height - part.Height) / 2 / Block * Block, part);
    }

    /// <summary>The middle of a large photograph; null for another one, which is looked at as a whole.</summary>
    public static Photograph? MiddleOf(Photograph photograph)
    {
        Region part = Middle(photograph.Shape);
        return part.Shape == photograph.Shape
            ? null
            : photograph.With(photograph.Color.Crop(part.Top, part.Left, part.Shape), null, photograph.Metadata, null);
    }
}
