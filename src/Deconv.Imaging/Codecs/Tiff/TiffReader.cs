using BitMiracle.LibTiff.Classic;
using LibTiff = BitMiracle.LibTiff.Classic.Tiff;

namespace Deconv.Imaging.Codecs.Tiff;

/// <summary>Decodes an image of a TIFF file through LibTiff.</summary>
internal static class TiffReader
{
    /// <summary>Fills the raster.</summary>
    /// <param name="file">The file.</param>
    /// <param name="page">Position of the directory of the image.</param>
    /// <param name="layout">How its samples are stored.</param>
    /// <param name="fields">The directory.</param>
    /// <param name="raster">Of the shape and depth of the layout.</param>
    /// <exception cref="InvalidDataException">Damaged, or compressed in a way that LibTiff does not know.</exception>
    public static void Read(Stream file, long page, TiffLayout layout, IReadOnlyList<TiffField> fields, Raster raster)
    {
        using var errors = new TiffErrors();
        using LibTiff tiff = Open(file, page, layout, fields, errors);
        var samples = new TiffSamples(layout, raster, layout.IsPalette ? Palette(fields, layout) : null);
        bool separate = IsSeparate(tiff, layout);
        for (int plane = 0; plane < (separate ? layout.Channels : 1); plane++)
        {
            int? only = separate ? plane : null;
            if (layout.IsTiled)
                Tiles(tiff, errors, raster.Shape, samples, only);
            else
                Rows(tiff, errors, raster.Shape, samples, only);
        }
    }

    /// <summary>Opens a file at the directory of an image.</summary>
    /// <exception cref="InvalidDataException">Damaged.</exception>
    public static LibTiff Open(Stream file, long page, TiffLayout layout, IReadOnlyList<TiffField> fields, TiffErrors errors)
    {
        file.Position = 0;
        LibTiff? tiff = LibTiff.ClientOpen("image", "r", file, new TiffStream());
        errors.Check(tiff is not null && (tiff.CurrentDirOffset() == page || tiff.SetSubDirectory(page)));
        CheckSizes(fields, file.Length);
        if (layout.IsConvertedByJpeg)
            tiff!.SetField(TiffTag.JPEGCOLORMODE, JpegColorMode.RGB);
        return tiff!;
    }

    /// <summary>Whether the channels lie one behind the other.</summary>
    public static bool IsSeparate(LibTiff tiff, TiffLayout layout) =>
        layout.Stored > 1 && tiff.GetField(TiffTag.PLANARCONFIG)?[0].ToInt() == (int)PlanarConfig.SEPARATE;

    private static void Rows(LibTiff tiff, TiffErrors errors, Shape shape, TiffSamples samples, int? plane)
    {
        var row = new byte[Positive(tiff.ScanlineSize())];
        for (int y = 0; y < shape.Height; y++)
        {
            errors.Check(tiff.ReadScanline(row, y, (short)(plane ?? 0)));
            samples.Convert(row, plane, y, 0, shape.Width);
        }
    }

    private static void Tiles(LibTiff tiff, TiffErrors errors, Shape shape, TiffSamples samples, int? plane)
    {
        int width = tiff.GetField(TiffTag.TILEWIDTH)?[0].ToInt() ?? 0,
            height = tiff.GetField(TiffTag.TILELENGTH)?[0].ToInt() ?? 0;
        var tile = new byte[Positive(tiff.TileSize())];
        int row = tiff.TileRowSize();
        for (int top = 0; top < shape.Height; top += Positive(height))
        for (int left = 0; left < shape.Width; left += Positive(width))
        {
            errors.Check(tiff.ReadTile(tile, 0, left, top, 0, (short)(plane ?? 0)) >= 0);
            for (int y = 0; y < Math.Min(height, shape.Height - top); y++)
                samples.Convert(tile.AsSpan(y * row, row), plane, top + y, left, Math.Min(width, shape.Width - left));
        }
    }

    /// <summary>Strips and tiles that say they are larger than the file would otherwise take memory.</summary>
    private static void CheckSizes(IReadOnlyList<TiffField> fields, long length)
    {
        foreach (TiffField field in fields.Where(f => f.Tag is TiffTags.StripByteCounts or TiffTags.TileByteCounts))
            for (int i = 0; i < field.Count; i++)
                if (field.Number(i) > length)
                    throw new InvalidDataException($"a part of {field.Number(i)} bytes in a file of {length}");
    }

    /// <summary>The color table.</summary>
    public static int[] Palette(IReadOnlyList<TiffField> fields, TiffLayout layout)
    {
        TiffField? map = fields.FirstOrDefault(f => f.Tag == TiffTags.ColorMap);
        int entries = 3 << layout.Bits;
        if (map is null || map.Count < entries)
            throw new InvalidDataException("the color table is missing or too short");
        return [.. Enumerable.Range(0, entries).Select(i => (int)map.Number(i))];
    }

    private static int Positive(int size) => size > 0 ? size : throw new InvalidDataException("parts of no legal size");
}
