namespace Deconv.Psfs;

/// <summary>What can be said about a PSF without an image: its center, its extent, and what looks like a mistake.</summary>
public sealed record PsfDiagnosis
{
    /// <summary>Rows and samples per row.</summary>
    public required Shape Shape { get; init; }

    /// <summary>Sum before normalization.</summary>
    public required double OriginalSum { get; init; }

    /// <summary>Center of mass, in samples from the top left sample.</summary>
    public required double CentroidRow { get; init; }

    /// <summary>Center of mass, in samples from the top left sample.</summary>
    public required double CentroidColumn { get; init; }

    /// <summary>Row of the largest sample.</summary>
    public required int PeakRow { get; init; }

    /// <summary>Column of the largest sample.</summary>
    public required int PeakColumn { get; init; }

    /// <summary>Distance from the origin to the center of mass in pixels: a restored image moves by that much in the opposite direction.</summary>
    public required double Shift { get; init; }

    /// <summary>Root mean square distance from the center of mass in pixels.</summary>
    public required double RmsRadius { get; init; }

    /// <summary>Fraction of the mass in the outermost rows and columns, 0 to 1; 0 for PSFs under 3 samples wide.</summary>
    public required double BorderMass { get; init; }

    /// <summary>Fraction of the outermost samples above 1 % of the largest, 0 to 1; 0 for PSFs under 3 samples wide.</summary>
    public required double BorderCovered { get; init; }

    /// <summary>Magnitude of the negative samples over the sum of all samples, 0 or above.</summary>
    public required double NegativeMass { get; init; }

    /// <summary>Smallest sample over the largest: a value above 0.001 suggests a background that was not subtracted.</summary>
    public required double FloorRatio { get; init; }

    /// <summary>1 for a PSF equal to its 180° rotation about the origin, down to 0 for one that does not overlap it.</summary>
    public required double Symmetry { get; init; }

    /// <summary>Findings, most serious first; empty when nothing is wrong.</summary>
    public required IReadOnlyList<PsfFinding> Findings { get; init; }
}

/// <content>Diagnosis.</content>
public sealed partial class Psf
{
    /// <summary>Checks for common flaws: off-center, cut off, background left in, negative lobes, almost no blur.</summary>
    public PsfDiagnosis Diagnose()
    {
        double row = 0,
            column = 0,
            square = 0,
            negative = 0,
            border = 0,
            min = double.MaxValue,
            max = double.MinValue;
        int peak = 0;
        for (int i = 0; i < _samples.Length; i++)
        {
            (int y, int x) = Math.DivRem(i, Shape.Width);
            double v = _samples[i];
            row += v * y;
            column += v * x;
            square += v * (((double)y * y) + ((double)x * x));
            if (v < 0)
                negative -= v;
            bool edge = (Shape.Height > 2 && (y == 0 || y == Shape.Height - 1)) || (Shape.Width > 2 && (x == 0 || x == Shape.Width - 1));
            if (edge)
                border += Math.Abs(v);
            if (v > max)
                (max, peak) = (v, i);
            min = Math.Min(min, v);
        }

        var diagnosis = new PsfDiagnosis
        {
            Shape = Shape,
            OriginalSum = OriginalSum,
            CentroidRow = row,
            CentroidColumn = column,
            PeakRow = peak / Shape.Width,
            PeakColumn = peak % Shape.Width,
            Shift = Math.Sqrt(((row - OriginRow) * (row - OriginRow)) + ((column - OriginColumn) * (column - OriginColumn))),
            RmsRadius = Math.Sqrt(Math.Max(0, square - (row * row) - (column * column))),
            BorderMass = border,
            BorderCovered = CoveredBorder(max),
            NegativeMass = negative,
            FloorRatio = Math.Max(0, min / max),
            Symmetry = SymmetryAboutOrigin(),
            Findings = [],
        };
        return diagnosis with { Findings = [.. FindingsOf(diagnosis, _complete)] };
    }

    private static IEnumerable<PsfFinding> FindingsOf(PsfDiagnosis d, bool complete)
    {
        if (d.Shift >= OffCenterFrom)
            yield return new(PsfFlaw.OffCenter, d.Shift);
        if (d.NegativeMass > 0.01)
            yield return new(PsfFlaw.NegativeLobes, d.NegativeMass);
        if (!complete && d.Shape.Count > 9 && d.FloorRatio is > 0.001 and < 0.5)
            yield return new(PsfFlaw.Background, d.FloorRatio);
        if (!complete && d.BorderMass > 0.02 && d.BorderCovered > 0.75 && d.FloorRatio < 0.5)
            yield return new(PsfFlaw.CutOff, d.BorderMass);
        if (d.RmsRadius < 0.3)
            yield return new(PsfFlaw.AlmostDelta, d.RmsRadius);
        if ((d.Shape.Height & 1) == 0 || (d.Shape.Width & 1) == 0)
            yield return new(PsfFlaw.EvenSize, double.NaN);
    }

    /// <summary>
    /// Fraction of the border that is covered: a streak touches the border only at its ends, a PSF cropped too tightly covers most of it.
    /// </summary>
    private double CoveredBorder(double largest)
    {
        if (Shape.Height < 3 || Shape.Width < 3)
            return 0;
        int covered = 0,
            count = 0;
        for (int i = 0; i < _samples.Length; i++)
        {
            (int y, int x) = Math.DivRem(i, Shape.Width);
            if (y > 0 && y < Shape.Height - 1 && x > 0 && x < Shape.Width - 1)
                continue;
            count++;
            if (Math.Abs(_samples[i]) > 0.01 * largest)
                covered++;
        }

        return (double)covered / count;
    }

    /// <summary>Normalized correlation of the PSF with its 180° rotation about the origin.</summary>
    private double SymmetryAboutOrigin()
    {
        double overlap = 0,
            energy = 0;
        for (int y = 0; y < Shape.Height; y++)
        for (int x = 0; x < Shape.Width; x++)
        {
            double v = _samples[(y * Shape.Width) + x];
            energy += v * v;
            int ty = (2 * OriginRow) - y,
                tx = (2 * OriginColumn) - x;
            if ((uint)ty < (uint)Shape.Height && (uint)tx < (uint)Shape.Width)
                overlap += v * _samples[(ty * Shape.Width) + tx];
        }

        return Math.Clamp(overlap / energy, 0, 1);
    }
}
