namespace Deconv.Imaging.Codecs.Exif;

/// <summary>How a stored image has to be turned to be seen upright.</summary>
/// <param name="Value">The value of EXIF and TIFF: 1 is upright, 2 to 8 are turned or mirrored.</param>
internal readonly record struct Orientation(int Value)
{
    /// <summary>Rows and columns as stored are those as seen.</summary>
    public static Orientation Upright => new(1);

    /// <summary>Whether there is nothing to turn.</summary>
    public bool IsUpright => Value == 1;

    /// <summary>Whether rows become columns.</summary>
    public bool SwapsAxes => Value >= 5;

    /// <summary>What is done to the stored image, as a participle: "turned by 90° clockwise".</summary>
    public string Done =>
        Value switch
        {
            2 => "mirrored left to right",
            3 => "turned by 180°",
            4 => "mirrored top to bottom",
            5 => "mirrored at its diagonal",
            6 => "turned by 90° clockwise",
            7 => "mirrored at its other diagonal",
            8 => "turned by 90° counterclockwise",
            _ => "left as it is",
        };

    /// <summary>The shape as seen.</summary>
    /// <param name="stored">The shape in the file.</param>
    public Shape Of(Shape stored) => SwapsAxes ? new(stored.Width, stored.Height) : stored;

    /// <summary>Where the stored pixels are, counted from the first one: that of the upper left corner as seen, the steps down and right.</summary>
    /// <param name="stored">The shape in the file.</param>
    public (int Start, int Down, int Right) Walk(Shape stored)
    {
        int width = stored.Width,
            last = stored.Count - 1,
            lastRow = stored.Count - width,
            lastColumn = width - 1;
        return Value switch
        {
            2 => (lastColumn, width, -1),
            3 => (last, -width, -1),
            4 => (lastRow, -width, 1),
            5 => (0, 1, width),
            6 => (lastRow, 1, -width),
            7 => (last, -1, -width),
            8 => (lastColumn, -1, width),
            _ => (0, width, 1),
        };
    }
}
