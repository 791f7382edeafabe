namespace Deconv.Objectives.Priors.Learned;

/// <summary>
/// Samples of several channels around the core of a tile: rows of columns of channels, with the same margin on every side.
/// </summary>
/// <param name="Data">The first sample.</param>
/// <param name="Channels">Floats per sample.</param>
/// <param name="Core">Rows and columns of the core.</param>
/// <param name="Margin">Rows and columns around it on every side.</param>
internal readonly unsafe record struct ChannelGrid(nint Data, int Channels, Shape Core, int Margin)
{
    /// <summary>Rows with margins.</summary>
    public int Rows => Core.Height + (2 * Margin);

    /// <summary>Columns with margins.</summary>
    public int Columns => Core.Width + (2 * Margin);

    /// <summary>Floats from one row to the next.</summary>
    public nint RowStep => (nint)Columns * Channels;

    /// <summary>Floats of all samples.</summary>
    public nint Length => Rows * RowStep;

    /// <summary>The sample of a row and a column of the core; both may lie in the margin.</summary>
    public float* At(int row, int column) => (float*)Data + ((row + Margin) * RowStep) + ((nint)(column + Margin) * Channels);

    /// <summary>Zeroes what lies outside the frame, as every layer expects it.</summary>
    /// <param name="row">Row of the frame at which the core begins.</param>
    /// <param name="column">Column of the frame at which the core begins.</param>
    /// <param name="frame">Rows and columns of the frame.</param>
    public void ClearOutside(int row, int column, Shape frame)
    {
        int left = Math.Clamp(Margin - column, 0, Columns),
            right = Math.Clamp(column + Core.Width + Margin - frame.Width, 0, Columns);
        for (int y = 0; y < Rows; y++)
        {
            var line = new Span<float>((float*)Data + (y * RowStep), (int)RowStep);
            int at = row + y - Margin;
            if (at < 0 || at >= frame.Height)
            {
                line.Clear();
                continue;
            }

            line[..(left * Channels)].Clear();
            line[^(right * Channels)..].Clear();
        }
    }
}
