namespace Deconv.Restoration.Tiles;

/// <summary>One axis of a picture, closed to a ring by samples that nobody has seen.</summary>
/// <param name="Length">Samples of the picture.</param>
/// <param name="Cycle">Samples of the ring, at least as many.</param>
internal readonly record struct Ring(int Length, int Cycle)
{
    /// <summary>The sample of the picture at a place of the ring; one of <see cref="Length"/> or above is unseen.</summary>
    public int At(int place) => ((place % Cycle) + Cycle) % Cycle;

    /// <summary>Share of the first sample of the picture in an unseen one, which begins as a ramp from the last sample to the first.</summary>
    public float Ramp(int unseen) => (float)(unseen - Length + 1) / (Cycle - Length + 1);

    /// <summary>The unseen samples of a part of the ring that is shorter than it, counted from the start of the part.</summary>
    public (int Start, int Length) Unseen(int start, int length)
    {
        int first = -1,
            count = 0;
        for (int i = 0; i < length; i++)
        {
            if (At(start + i) < Length)
                continue;
            first = first < 0 ? i : first;
            count++;
        }

        return (Math.Max(0, first), count);
    }

    /// <summary>Copies a part of the ring of a row.</summary>
    /// <param name="row">The samples of the picture.</param>
    /// <param name="start">First place.</param>
    /// <param name="part">Receives the part.</param>
    public void Copy(ReadOnlySpan<float> row, int start, Span<float> part)
    {
        for (int i = 0; i < part.Length; )
        {
            int at = At(start + i);
            if (at >= Length)
            {
                part[i++] = row[^1] + (Ramp(at) * (row[0] - row[^1]));
                continue;
            }

            int count = Math.Min(Length - at, part.Length - i);
            row.Slice(at, count).CopyTo(part[i..]);
            i += count;
        }
    }
}
