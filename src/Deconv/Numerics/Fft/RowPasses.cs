using System.Runtime.CompilerServices;
using Deconv.Numerics.Kernels;

namespace Deconv.Numerics.Fft;

/// <summary>
/// The transform along rows of width Lanes·Strips. The passes over strips work on whole vectors; the last radix, Lanes, lies across the lanes
/// and is done by leaves, Lanes elements at a time. Rows are taken <see cref="Together"/> at a time so that the leaves come out even.
/// </summary>
internal sealed unsafe class RowPasses<TKernels>
    where TKernels : IFftKernels
{
    private readonly AlignedBuffer _leafTwiddles; // owns what _leaves points to
    private readonly float* _leaves;
    private readonly RadixPlan _plan;
    private readonly int _leaf;

    /// <param name="width">A multiple of 2·Lanes, factors 2, 3, 5 only.</param>
    public RowPasses(int width)
    {
        int lanes = TKernels.Lanes;
        Strips = width / lanes;
        if (Strips < 2 || Strips * lanes != width)
            throw new ArgumentException($"A row of {width} is not a multiple of {2 * lanes}.", nameof(width));
        Together = lanes / (int)System.Numerics.BigInteger.GreatestCommonDivisor(lanes, Strips);
        Groups = Strips * Together / lanes;
        Length = Strips * Together * 2 * lanes;
        _plan = new RadixPlan(Strips, 0);
        _leaf = 2 * lanes * lanes;
        int perGroup = (lanes - 1) * 2 * lanes;
        _leafTwiddles = AlignedPool.Rent(Groups * perGroup);
        _leaves = _leafTwiddles.Pointer;
        Span<float> twiddles = _leafTwiddles.Span;
        for (int group = 0; group < Groups; group++)
        for (int leg = 1; leg < lanes; leg++)
        for (int lane = 0; lane < lanes; lane++)
        {
            (double sin, double cos) = Math.SinCos(-_plan.Angles[((group * lanes) + lane) % Strips] * leg / lanes);
            int at = (group * perGroup) + ((leg - 1) * 2 * lanes) + lane;
            (twiddles[at], twiddles[at + lanes]) = ((float)cos, (float)sin);
        }
    }

    /// <summary>Elements of one row.</summary>
    public int Strips { get; }

    /// <summary>Rows that go together.</summary>
    public int Together { get; }

    /// <summary>Leaves of so many rows.</summary>
    public int Groups { get; }

    /// <summary>Floats of so many rows.</summary>
    public int Length { get; }

    /// <summary>Floats of a leaf.</summary>
    public int LeafLength => _leaf;

    /// <summary>Frequency along the row of lane <paramref name="lane"/> in element <paramref name="leg"/> of a leaf.</summary>
    public int Frequency(int group, int leg, int lane) => _plan.Frequencies[((group * TKernels.Lanes) + lane) % Strips] + (leg * Strips);

    /// <summary>Passes over strips: row r has element s at from + r·rowStride + s·stripStride, and lands in work one row after another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ForwardStrips(float* from, nint rowStride, nint stripStride, float* work)
    {
        int[] radices = _plan.Radices;
        nint element = 2 * TKernels.Lanes;
        for (int r = 0; r < Together; r++, from += rowStride, work += Strips * element)
        {
            nint run = Strips / radices[0],
                blocks = radices[0];
            TKernels.Forward(radices[0], false, from, stripStride, work, element, 1, run, null);
            for (int pass = 1; pass < radices.Length; blocks *= radices[pass++])
            {
                run /= radices[pass];
                TKernels.Forward(radices[pass], true, work, element, work, element, blocks, run, _plan.Twiddles(pass));
            }
        }
    }

    /// <summary>Undoes <see cref="ForwardStrips"/> times the number of strips.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void InverseStrips(float* work, float* to, nint rowStride, nint stripStride)
    {
        int[] radices = _plan.Radices;
        nint element = 2 * TKernels.Lanes;
        for (int r = 0; r < Together; r++, to += rowStride, work += Strips * element)
        {
            nint run = 1,
                blocks = Strips;
            for (int pass = radices.Length - 1; pass > 0; run *= radices[pass--])
            {
                blocks /= radices[pass];
                TKernels.Inverse(radices[pass], true, work, element, work, element, blocks, run, _plan.Twiddles(pass));
            }

            TKernels.Inverse(radices[0], false, work, element, to, stripStride, 1, run, null);
        }
    }

    /// <summary>One leaf of what <see cref="ForwardStrips"/> left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ForwardLeaf(int group, float* work, float* to) => TKernels.LeafForward(work + (group * _leaf), to, LeafTwiddles(group));

    /// <summary>One leaf back into work.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void InverseLeaf(int group, float* from, float* work) => TKernels.LeafInverse(from, work + (group * _leaf), LeafTwiddles(group));

    /// <summary>One leaf times a spectrum back into work.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void InverseLeafTimes(int group, float* from, float* spectrum, float* work) =>
        TKernels.LeafInverseTimes(from, spectrum, work + (group * _leaf), LeafTwiddles(group));

    /// <summary>One leaf times a conjugate spectrum back into work.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void InverseLeafTimesConjugate(int group, float* from, float* spectrum, float* work) =>
        TKernels.LeafInverseTimesConjugate(from, spectrum, work + (group * _leaf), LeafTwiddles(group));

    private float* LeafTwiddles(int group) => _leaves + (group * (TKernels.Lanes - 1) * 2 * TKernels.Lanes);
}
