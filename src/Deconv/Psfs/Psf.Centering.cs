namespace Deconv.Psfs;

/// <content>Centering.</content>
public sealed partial class Psf
{
    /// <summary>
    /// Distance in pixels from the origin to the center of mass from which a restored image visibly moves: half a pixel, less what rounding takes.
    /// </summary>
    internal const double OffCenterFrom = 0.499;

    /// <summary>Fraction of a pixel that is not worth dividing samples for.</summary>
    private const double Negligible = 0.01;

    /// <summary>
    /// The PSF with its center of mass at the origin: the nearest sample, so that no sample changes. Where half a pixel or more would remain, as in
    /// PSFs of even size, the samples move by the rest of the way and are divided among their neighbors by area; the size then grows by one.
    /// </summary>
    internal Psf Centered()
    {
        PsfDiagnosis d = Diagnose();
        int row = Math.Clamp((int)Math.Round(d.CentroidRow), 0, Shape.Height - 1),
            column = Math.Clamp((int)Math.Round(d.CentroidColumn), 0, Shape.Width - 1);
        double down = Rest(d.CentroidRow - row),
            right = Rest(d.CentroidColumn - column);
        if ((down * down) + (right * right) < OffCenterFrom * OffCenterFrom)
            return WithOrigin(row, column);
        var shape = new Shape(Shape.Height + (down == 0 ? 0 : 1), Shape.Width + (right == 0 ? 0 : 1));

        // Moved up, the samples need a row more above; moved down, one more below.
        int above = down > 0 ? 1 : 0,
            before = right > 0 ? 1 : 0;
        var moved = new float[shape.Count];
        for (int y = 0; y < Shape.Height; y++)
        for (int x = 0; x < Shape.Width; x++)
        {
            double sample = _samples[(y * Shape.Width) + x];
            Add(y + above, x + before, (1 - Math.Abs(down)) * (1 - Math.Abs(right)));
            Add(y + above - Math.Sign(down), x + before, Math.Abs(down) * (1 - Math.Abs(right)));
            Add(y + above, x + before - Math.Sign(right), (1 - Math.Abs(down)) * Math.Abs(right));
            Add(y + above - Math.Sign(down), x + before - Math.Sign(right), Math.Abs(down * right));

            void Add(int v, int u, double share)
            {
                if (share > 0)
                    moved[(v * shape.Width) + u] += (float)(share * sample);
            }
        }

        return FromSamples(shape, moved, row + above, column + before);

        static double Rest(double fraction) => Math.Abs(fraction) < Negligible ? 0 : Math.Clamp(fraction, -1, 1);
    }
}
