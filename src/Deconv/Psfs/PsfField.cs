namespace Deconv.Psfs;

/// <summary>
/// A blur that differs across the frame: PSFs at the places of a grid. Between four places their PSFs are mixed by their distances (bilinear weights,
/// which sum to 1), beyond the outermost places nothing changes. Immutable; all PSFs have one shape and one origin.
/// </summary>
public sealed class PsfField
{
    private readonly Psf[] _psfs;
    private readonly double[] _rows;
    private readonly double[] _columns;

    /// <summary>A field from the PSFs of its places.</summary>
    /// <param name="rows">Rows of the places in pixels from the middle of the first row of the frame, increasing; at least one.</param>
    /// <param name="columns">Columns of the places, likewise.</param>
    /// <param name="psfs">The PSFs, row by row; of any shapes: smaller ones are completed with zeros around a common origin.</param>
    /// <exception cref="InvalidPsfException">No place, places that do not increase, or another number of PSFs.</exception>
    public PsfField(IReadOnlyList<double> rows, IReadOnlyList<double> columns, IReadOnlyList<Psf> psfs)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(psfs);
        (_rows, _columns) = (Increasing(rows, "rows"), Increasing(columns, "columns"));
        if (psfs.Count != rows.Count * columns.Count)
            throw new InvalidPsfException(
                $"A field of {rows.Count} rows and {columns.Count} columns of places needs {rows.Count * columns.Count} PSFs, not {psfs.Count}."
            );
        (OriginRow, OriginColumn) = (psfs.Max(p => p.OriginRow), psfs.Max(p => p.OriginColumn));
        Shape = new(OriginRow + psfs.Max(p => p.Shape.Height - p.OriginRow), OriginColumn + psfs.Max(p => p.Shape.Width - p.OriginColumn));
        _psfs = [.. psfs.Select(Completed)];
    }

    private PsfField(PsfField other, double[] rows, double[] columns) =>
        (_psfs, _rows, _columns, Shape, OriginRow, OriginColumn) = (other._psfs, rows, columns, other.Shape, other.OriginRow, other.OriginColumn);

    /// <summary>Rows and samples per row of every PSF.</summary>
    public Shape Shape { get; }

    /// <summary>Row of the origin of every PSF.</summary>
    public int OriginRow { get; }

    /// <summary>Column of the origin of every PSF.</summary>
    public int OriginColumn { get; }

    /// <summary>Rows of the places in pixels, increasing; 0 is the middle of the first row of the frame.</summary>
    public IReadOnlyList<double> Rows => _rows;

    /// <summary>Columns of the places in pixels, increasing.</summary>
    public IReadOnlyList<double> Columns => _columns;

    /// <summary>The PSFs of the places, row by row.</summary>
    public IReadOnlyList<Psf> Psfs => _psfs;

    /// <summary>The PSF whose samples are most concentrated: no part of the frame is sharper than this.</summary>
    public Psf Sharpest => _psfs.MaxBy(Concentration)!;

    /// <summary>A field with a PSF for every place of an even grid whose outermost places lie on the border of a frame.</summary>
    /// <param name="frame">Shape of the photograph.</param>
    /// <param name="places">Rows and columns of places; a single one lies in the middle.</param>
    /// <param name="psf">The PSF at a row and a column in pixels.</param>
    /// <exception cref="InvalidPsfException">No places, or more along an axis than the frame has pixels.</exception>
    public static PsfField Over(Shape frame, Shape places, Func<double, double, Psf> psf)
    {
        ArgumentNullException.ThrowIfNull(psf);
        if (places.IsEmpty || !frame.Contains(places))
            throw new InvalidPsfException($"A {frame} frame cannot have {places} places; give 1x1 to {frame}, for instance 5x7.");
        double[] rows = Even(frame.Height, places.Height),
            columns = Even(frame.Width, places.Width);
        return new(rows, columns, [.. from row in rows from column in columns select psf(row, column)]);
    }

    /// <summary>The PSF at a place: the mixture of those around it.</summary>
    /// <param name="row">Row in pixels.</param>
    /// <param name="column">Column in pixels.</param>
    public Psf At(double row, double column)
    {
        (int r, double down) = Position(_rows, row);
        (int c, double across) = Position(_columns, column);
        var sum = new float[Shape.Count];
        Add(r, c, (1 - down) * (1 - across));
        Add(r, c + 1, (1 - down) * across);
        Add(r + 1, c, down * (1 - across));
        Add(r + 1, c + 1, down * across);
        return Psf.FromSamples(Shape, sum, OriginRow, OriginColumn);

        void Add(int i, int j, double share)
        {
            if (share == 0)
                return;
            ReadOnlySpan<float> samples = _psfs[(i * _columns.Length) + j].Samples;
            for (int k = 0; k < sum.Length; k++)
                sum[k] += (float)(share * samples[k]);
        }
    }

    /// <summary>The PSF in the middle of a frame: what stands for the field where one PSF has to.</summary>
    public Psf Middle(Shape frame) => At(0.5 * (frame.Height - 1), 0.5 * (frame.Width - 1));

    /// <summary>The field of a part of the frame: the same places, counted from another corner.</summary>
    /// <param name="top">First row of the part.</param>
    /// <param name="left">First column of the part.</param>
    public PsfField Part(int top, int left) => new(this, [.. _rows.Select(r => r - top)], [.. _columns.Select(c => c - left)]);

    /// <summary>The field of a photograph of another size: places move along, PSFs stay.</summary>
    /// <param name="from">Shape of the frame that the places are for.</param>
    /// <param name="to">Shape of the photograph.</param>
    public PsfField For(Shape from, Shape to) =>
        from == to ? this : new(this, Stretched(_rows, from.Height, to.Height), Stretched(_columns, from.Width, to.Width));

    /// <summary>The last place at or before a position, but never the last of all unless it is the only one, and the share of the next one.</summary>
    internal static (int First, double Share) Position(ReadOnlySpan<double> places, double at)
    {
        int first = 0;
        while (first + 2 < places.Length && places[first + 1] <= at)
            first++;
        return places.Length == 1 ? (0, 0) : (first, Math.Clamp((at - places[first]) / (places[first + 1] - places[first]), 0, 1));
    }

    private static double[] Increasing(IReadOnlyList<double> places, string name)
    {
        if (places.Count == 0)
            throw new InvalidPsfException($"A field needs at least one place; its {name} are empty.");
        for (int i = 0; i < places.Count; i++)
            if (!double.IsFinite(places[i]) || (i > 0 && !(places[i] > places[i - 1])))
                throw new InvalidPsfException($"The {name} of a field must be finite and increase, not {string.Join(", ", places)}.");
        return [.. places];
    }

    private static double[] Even(int length, int count) =>
        count == 1 ? [0.5 * (length - 1)] : [.. Enumerable.Range(0, count).Select(i => i * (length - 1.0) / (count - 1))];

    private static double[] Stretched(double[] places, int from, int to) => [.. places.Select(p => ((p + 0.5) * to / from) - 0.5)];

    private static double Concentration(Psf psf)
    {
        double sum = 0;
        foreach (float v in psf.Samples)
            sum += v * v;
        return sum;
    }

    private Psf Completed(Psf psf)
    {
        if (psf.Shape == Shape && psf.OriginRow == OriginRow && psf.OriginColumn == OriginColumn)
            return psf;
        var samples = new float[Shape.Count];
        for (int y = 0; y < psf.Shape.Height; y++)
        {
            int at = ((y + OriginRow - psf.OriginRow) * Shape.Width) + OriginColumn - psf.OriginColumn;
            psf.Samples.Slice(y * psf.Shape.Width, psf.Shape.Width).CopyTo(samples.AsSpan(at));
        }

        return Psf.FromSamples(Shape, samples, OriginRow, OriginColumn);
    }
}
