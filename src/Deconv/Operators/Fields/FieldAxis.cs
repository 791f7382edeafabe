using Deconv.Psfs;

namespace Deconv.Operators.Fields;

/// <summary>
/// One axis of a field over an image: between two neighboring places two PSFs are mixed. The pieces lie between places, so that a tile never meets
/// more than four PSFs.
/// </summary>
internal sealed class FieldAxis
{
    private readonly (int Start, int End, int First)[] _pieces;
    private readonly int _places;

    /// <param name="places">Places in samples of the image, increasing.</param>
    /// <param name="length">Samples of the image along the axis.</param>
    public FieldAxis(IReadOnlyList<double> places, int length)
    {
        double[] at = [.. places];
        Next = new float[length];
        var pieces = new List<(int Start, int End, int First)>();
        for (int i = 0; i < length; i++)
        {
            (int first, double share) = PsfField.Position(at, i);
            Next[i] = (float)share;
            if (pieces.Count > 0 && pieces[^1].First == first)
                pieces[^1] = pieces[^1] with { End = i + 1 };
            else
                pieces.Add((i, i + 1, first));
        }

        _pieces = [.. pieces];
        _places = at.Length;
    }

    /// <summary>Share of the second place of the piece in every sample; that of the first is the rest.</summary>
    public float[] Next { get; }

    /// <summary>Places that a tile meets: 1 or 2.</summary>
    public int Mixed => Math.Min(2, _places);

    /// <summary>The weight of a place in every sample.</summary>
    public float[] WeightsOf(int place)
    {
        var weights = new float[Next.Length];
        foreach ((int start, int end, int first) in _pieces)
            for (int i = start; i < end && place - first is 0 or 1; i++)
                weights[i] = place == first ? 1 - Next[i] : Next[i];
        return weights;
    }

    /// <summary>How many tiles of at most so many samples cover the axis.</summary>
    public int Count(int step) => _pieces.Sum(p => (p.End - p.Start + step - 1) / step);

    /// <summary>Tiles of at most so many samples, of even length within a piece, and the first of their places.</summary>
    public (int Start, int Length, int First)[] Tiles(int step)
    {
        var tiles = new List<(int, int, int)>();
        foreach ((int start, int end, int first) in _pieces)
        {
            int length = end - start,
                count = (length + step - 1) / step;
            for (int i = 0; i < count; i++)
            {
                int from = (int)((long)length * i / count);
                tiles.Add((start + from, (int)((long)length * (i + 1) / count) - from, first));
            }
        }

        return [.. tiles];
    }

    /// <summary>How far apart tiles must be that spread their samples over <paramref name="kernel"/> − 1 more without meeting.</summary>
    public static int Apart((int Start, int Length, int First)[] tiles, int kernel)
    {
        int apart = 1;
        for (int i = 0; i < tiles.Length; i++)
            while (i + apart < tiles.Length && tiles[i + apart].Start < tiles[i].Start + tiles[i].Length + kernel - 1)
                apart++;
        return apart;
    }
}
