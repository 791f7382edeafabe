using Deconv.Operators.Engines;
using Deconv.Psfs;

namespace Deconv.Operators.Fields;

/// <summary>
/// How tiles cover the image of a field, and in which order: tiles of one phase do not meet when they are spread, so threads may add them to the
/// output at once, and the order of the sums does not depend on threads.
/// </summary>
internal sealed class FieldPlan
{
    /// <param name="geometry">Shapes and offsets; places are counted from the first sample of its image.</param>
    /// <param name="field">The PSFs.</param>
    /// <param name="lanes">Floats per vector.</param>
    /// <exception cref="InvalidPsfException">PSFs too large for any tile.</exception>
    public FieldPlan(ConvolutionGeometry geometry, PsfField field, int lanes)
    {
        (Shape image, Shape kernel) = (geometry.Image, geometry.Kernel);
        (Rows, Columns) = (new(field.Rows, image.Height), new(field.Columns, image.Width));
        double least = double.PositiveInfinity;
        foreach ((Shape tile, double cost) in TilePlan.Candidates(lanes))
        {
            if (!tile.Contains(kernel))
                continue;
            double all = cost * Rows.Count(tile.Height - kernel.Height + 1) * Columns.Count(tile.Width - kernel.Width + 1);
            if (all < least)
                (least, Transform) = (all, tile);
        }

        if (double.IsInfinity(least))
            throw new InvalidPsfException($"No tile is larger than the {kernel} PSFs of the field. Crop the PSFs.");
        (int Start, int Length, int First)[] rows = Rows.Tiles(Transform.Height - kernel.Height + 1),
            columns = Columns.Tiles(Transform.Width - kernel.Width + 1);
        int down = FieldAxis.Apart(rows, kernel.Height),
            across = FieldAxis.Apart(columns, kernel.Width),
            stride = field.Columns.Count;
        var phases = new List<FieldTile[]>();
        for (int y = 0; y < down; y++)
        for (int x = 0; x < across; x++)
            phases.Add([.. Every(rows, y, down).SelectMany(r => Every(columns, x, across).Select(c => Tile(r, c, stride)))]);
        Phases = [.. phases.Where(p => p.Length > 0)];
        Tiles = [.. Phases.SelectMany(p => p)];
        Used = [.. Tiles.SelectMany(t => Met(t, stride)).Distinct().Order()];
        Slots = new int[field.Psfs.Count];
        for (int i = 0; i < Used.Length; i++)
            Slots[Used[i]] = i;
    }

    public FieldAxis Rows { get; }

    public FieldAxis Columns { get; }

    /// <summary>Shape of the transform of a tile.</summary>
    public Shape Transform { get; }

    /// <summary>Tiles that may be spread at once.</summary>
    public FieldTile[][] Phases { get; }

    /// <summary>All tiles.</summary>
    public FieldTile[] Tiles { get; }

    /// <summary>Indices of the PSFs that tiles meet: of a part of a frame, only those of the places around it.</summary>
    public int[] Used { get; }

    /// <summary>Position of every PSF among the used ones; those that are not used have none.</summary>
    public int[] Slots { get; }

    private IEnumerable<int> Met(FieldTile tile, int stride) =>
        from row in Enumerable.Range(0, Rows.Mixed)
        from column in Enumerable.Range(0, Columns.Mixed)
        select tile.Psf + (row * stride) + column;

    private static FieldTile Tile((int Start, int Length, int First) row, (int Start, int Length, int First) column, int stride) =>
        new(row.Start, column.Start, row.Length, column.Length, (row.First * stride) + column.First);

    private static IEnumerable<T> Every<T>(T[] items, int first, int step)
    {
        for (int i = first; i < items.Length; i += step)
            yield return items[i];
    }
}
