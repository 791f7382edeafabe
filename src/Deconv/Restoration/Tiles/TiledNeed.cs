using Deconv.Psfs;

namespace Deconv.Restoration.Tiles;

/// <summary>Upper bounds of the memory of a restoration in tiles.</summary>
internal static class TiledNeed
{
    /// <summary>Rows of the strips that are read and written.</summary>
    private const int Strips = 128;

    /// <summary>Bytes of a run, without the image and the whole result if there are several tiles.</summary>
    public static long Bytes(TileLayout layout, Shape shape, int planes, Psf psf, DeconvolutionOptions options)
    {
        if (layout.Count == 1)
            return MemoryNeed.Of(shape, planes, psf, options).Bytes;
        DeconvolutionOptions inside = options with { Stretch = null };
        Shape sample = new SampleGrid(shape).Shape;
        long measuring = MemoryNeed.Of(sample, planes, psf, inside).Bytes,
            tile = MemoryNeed.Of(layout.Largest, planes, psf, inside).Bytes + Bytes(layout.Largest.Height, layout.Largest.Width, planes + 1),
            join = Bytes(TileJoin.Height(layout) + Strips, shape.Width, planes + 1),
            rows = Bytes(layout.Largest.Height + Strips, shape.Width, planes);
        return Bytes(sample.Height, sample.Width, planes + 1) + Math.Max(measuring, tile + join + rows);
    }

    /// <summary>Bytes of a result and its residual.</summary>
    public static long ResultBytes(Shape shape, int planes) => Bytes(shape.Height, shape.Width, planes + 1);

    private static long Bytes(long height, int width, int planes) => height * width * planes * sizeof(float);
}
