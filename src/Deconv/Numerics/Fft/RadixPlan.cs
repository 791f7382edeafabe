namespace Deconv.Numerics.Fft;

/// <summary>
/// How a polynomial modulo x^L − e^(iθ) is split into linear factors: radix by radix, x^L − c = Π (x^(L/r) − cⱼ) with the r-th roots cⱼ
/// of c. Each pass needs one set of constants per block, the remainders stay where they fall, and the inverse walks the same passes backward: the
/// order of the results is scrambled, the same for all that went through one plan, and never put right.
/// </summary>
internal sealed class RadixPlan
{
    private readonly AlignedBuffer[] _twiddles; // own what _addresses point to
    private readonly nint[] _addresses;

    /// <param name="length">L, a product of 2, 3 and 5.</param>
    /// <param name="angle">θ: 0 for the cyclic transform, −π/2 for the negacyclic one of a packed real signal.</param>
    public unsafe RadixPlan(int length, double angle)
    {
        Length = length;
        Radices = Factor(length);
        _twiddles = new AlignedBuffer[Radices.Length];
        _addresses = new nint[Radices.Length];
        double[] angles = [angle];
        int[] frequencies = [0];
        int parts = 1;
        for (int pass = 0; pass < Radices.Length; pass++)
        {
            int radix = Radices[pass];
            _twiddles[pass] = AlignedPool.Rent(angles.Length * 2 * (radix - 1));
            Span<float> twiddles = _twiddles[pass].Span;
            _addresses[pass] = (nint)_twiddles[pass].Pointer;
            var nextAngles = new double[angles.Length * radix];
            var nextFrequencies = new int[angles.Length * radix];
            for (int block = 0, at = 0; block < angles.Length; block++)
            {
                for (int leg = 1; leg < radix; leg++, at += 2)
                {
                    (double sin, double cos) = Math.SinCos(-angles[block] * leg / radix);
                    (twiddles[at], twiddles[at + 1]) = ((float)cos, (float)sin);
                }

                for (int j = 0; j < radix; j++)
                {
                    nextAngles[(block * radix) + j] = (angles[block] + (2 * Math.PI * j)) / radix;
                    nextFrequencies[(block * radix) + j] = frequencies[block] + (j * parts);
                }
            }

            (angles, frequencies) = (nextAngles, nextFrequencies);
            parts *= radix;
        }

        (Angles, Frequencies, IsCyclic) = (angles, frequencies, angle == 0);
    }

    /// <summary>L.</summary>
    public int Length { get; }

    /// <summary>Radices in the order of the forward passes.</summary>
    public int[] Radices { get; }

    /// <summary>θ of the root each result is the value at.</summary>
    public double[] Angles { get; }

    /// <summary>Frequency of each result when the plan is cyclic.</summary>
    public int[] Frequencies { get; }

    /// <summary>The first pass of a cyclic plan has twiddles of one.</summary>
    public bool IsCyclic { get; }

    /// <summary>Constants of one pass, (radix − 1) complex numbers per block.</summary>
    public unsafe float* Twiddles(int pass) => (float*)_addresses[pass];

    /// <summary>
    /// As few passes as possible and, for that number, as even as possible: every pass is a trip through the cache. Small radices first: the
    /// legs of the first pass are farthest apart, and sixteen that compete for one cache set are too many (3 % of a transform).
    /// </summary>
    internal static int[] Factor(int length)
    {
        var radices = new List<int>();
        int rest = length,
            twos = 0;
        for (; rest % 2 == 0; rest /= 2)
            twos++;
        for (int passes = (twos + 3) / 4; passes > 0; passes--)
        {
            int bits = twos / passes;
            radices.Add(1 << bits);
            twos -= bits;
        }

        for (; rest % 5 == 0; rest /= 5)
            radices.Add(5);
        for (; rest % 3 == 0; rest /= 3)
            radices.Add(3);
        return rest == 1 ? [.. radices] : throw new ArgumentException($"{length} has a prime factor above 5.", nameof(length));
    }
}
