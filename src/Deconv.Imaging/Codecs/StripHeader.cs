namespace Deconv.Imaging.Codecs;

/// <summary>What is known about an image before its first row.</summary>
/// <param name="Shape">Rows and pixels per row.</param>
/// <param name="Channels">1 gray, 2 gray and alpha, 3 RGB, 4 RGB and alpha.</param>
/// <param name="Depth">Type of the samples.</param>
internal sealed record StripHeader(Shape Shape, int Channels, SampleDepth Depth)
{
    /// <summary>True when the last channel is alpha.</summary>
    public bool HasAlpha => Channels is 2 or 4;

    /// <summary>The curve of the samples and its description; null if the file declares none.</summary>
    public (TransferFunction Function, string Text)? Transfer { get; init; }

    /// <summary>Other metadata of the file.</summary>
    public ImageMetadata Metadata { get; init; } = ImageMetadata.None;

    /// <summary>What the reader had to omit or assume; one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The header of an image that is held in memory.</summary>
    public static StripHeader Of(Raster raster) =>
        new(raster.Shape, raster.Channels, raster.Depth)
        {
            Transfer = raster.Transfer,
            Metadata = raster.Metadata,
            Warnings = raster.Warnings,
        };

    /// <summary>A raster for some of the rows.</summary>
    public Raster Strip(int rows) => new(new(rows, Shape.Width), Channels, Depth) { Transfer = Transfer };
}
