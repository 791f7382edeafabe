namespace Deconv.Objectives.Priors.Patches;

/// <summary>Positions of patches along one axis: at both ends, and in steps of the stride in between.</summary>
internal sealed class PatchGrid
{
    private readonly int _length;
    private readonly int _stride;
    private readonly int[] _positions;
    private readonly float[] _shares;

    /// <param name="length">Samples of the axis, at least 8.</param>
    /// <param name="stride">Distance between patches in samples, 1 to 8.</param>
    public PatchGrid(int length, int stride)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, PatchGeometry.Side);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(stride, PatchGeometry.Side);
        (_length, _stride) = (length, stride);
        _positions = new int[((length - PatchGeometry.Side) / stride) + 3];
        _shares = new float[length];
    }

    /// <summary>Number of patches.</summary>
    public int Count { get; private set; }

    /// <summary>Patches whose indices differ by this much do not overlap; the first and the last distance may be as short as one sample.</summary>
    public int Reach => 2 + ((PatchGeometry.Side - 2 + _stride - 1) / _stride);

    /// <summary>Reciprocal of the number of patches that cover a sample.</summary>
    public ReadOnlySpan<float> Shares => _shares;

    /// <summary>First sample of a patch.</summary>
    public int this[int patch] => _positions[patch];

    /// <summary>Shifts the patches between the ends by 0 to stride − 1 samples.</summary>
    public void Place(int offset)
    {
        int last = _length - PatchGeometry.Side;
        Count = 0;
        _positions[Count++] = 0;
        for (int at = offset == 0 ? _stride : offset; at < last; at += _stride)
            _positions[Count++] = at;
        if (last > 0)
            _positions[Count++] = last;
        Array.Clear(_shares);
        for (int p = 0; p < Count; p++)
        for (int i = 0; i < PatchGeometry.Side; i++)
            _shares[_positions[p] + i]++;
        foreach (ref float share in _shares.AsSpan())
            share = 1 / share;
    }
}
