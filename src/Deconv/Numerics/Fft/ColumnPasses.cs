using System.Runtime.CompilerServices;
using Deconv.Numerics.Kernels;

namespace Deconv.Numerics.Fft;

/// <summary>All passes of one transform down a strip of Lanes columns, in place. A strip is its elements one after another.</summary>
internal sealed unsafe class ColumnPasses<TKernels>(int length, double angle)
    where TKernels : IFftKernels
{
    private const int FirstLevelCache = 32 << 10;
    private readonly bool _fits = length * 2 * TKernels.Lanes * sizeof(float) <= FirstLevelCache;

    public RadixPlan Plan { get; } = new(length, angle);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Forward(float* strip)
    {
        int[] radices = Plan.Radices;
        if (radices.Length == 0)
            return;
        nint step = 2 * TKernels.Lanes;
        if (_fits)
        {
            nint run = Plan.Length,
                blocks = 1;
            for (int pass = 0; pass < radices.Length; blocks *= radices[pass++])
            {
                run /= radices[pass];
                TKernels.Forward(radices[pass], pass > 0 || !Plan.IsCyclic, strip, step, strip, step, blocks, run, Plan.Twiddles(pass));
            }

            return;
        }

        // Depth first: what the first pass leaves is as many independent transforms, each small enough to stay in the first-level cache.
        nint part = Plan.Length / radices[0];
        TKernels.Forward(radices[0], !Plan.IsCyclic, strip, step, strip, step, 1, part, Plan.Twiddles(0));
        for (int i = 0; i < radices[0]; i++)
        {
            nint run = part,
                blocks = 1;
            for (int pass = 1; pass < radices.Length; blocks *= radices[pass++])
            {
                run /= radices[pass];
                float* at = strip + (i * part * step),
                    twiddles = Plan.Twiddles(pass) + (i * blocks * 2 * (radices[pass] - 1));
                TKernels.Forward(radices[pass], true, at, step, at, step, blocks, run, twiddles);
            }
        }
    }

    /// <summary>Undoes <see cref="Forward"/> times the length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Inverse(float* strip)
    {
        int[] radices = Plan.Radices;
        if (radices.Length == 0)
            return;
        nint step = 2 * TKernels.Lanes;
        if (_fits)
        {
            nint run = 1,
                blocks = Plan.Length;
            for (int pass = radices.Length - 1; pass >= 0; run *= radices[pass--])
            {
                blocks /= radices[pass];
                TKernels.Inverse(radices[pass], pass > 0 || !Plan.IsCyclic, strip, step, strip, step, blocks, run, Plan.Twiddles(pass));
            }

            return;
        }

        nint part = Plan.Length / radices[0];
        for (int i = 0; i < radices[0]; i++)
        {
            nint run = 1,
                blocks = part;
            for (int pass = radices.Length - 1; pass > 0; run *= radices[pass--])
            {
                blocks /= radices[pass];
                float* at = strip + (i * part * step),
                    twiddles = Plan.Twiddles(pass) + (i * blocks * 2 * (radices[pass] - 1));
                TKernels.Inverse(radices[pass], true, at, step, at, step, blocks, run, twiddles);
            }
        }

        TKernels.Inverse(radices[0], !Plan.IsCyclic, strip, step, strip, step, 1, part, Plan.Twiddles(0));
    }
}
