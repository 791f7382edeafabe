using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Deconv.Numerics;

namespace Deconv.Objectives.DataTerms;

/// <summary>
/// The derivative of the data term with respect to h∗x: per sample m w(d) d, where d is h∗x − y, or min(h∗x − y, 0) where the sample is
/// clipped (m is negative there): a clipped sample says only "at least this bright". w is 1, or the weight of a <see cref="RobustPotential"/> where
/// the sample may be an outlier (<see cref="Doubt"/> is added to the size of m there). The sums are short float sums: for a few thousand samples at a
/// time.
/// </summary>
internal static class MaskedResidual
{
    /// <summary>Added to the size of the mask of a sample that may be an outlier.</summary>
    public const float Doubt = 2;

    /// <summary>Overwrites h∗x of one plane by the derivative; returns its sums.</summary>
    public static ResidualSums OfPlane(Span<float> plane, ReadOnlySpan<float> observed, ReadOnlySpan<float> mask, RobustPotential potential)
    {
        ref float p = ref MemoryMarshal.GetReference(plane),
            y = ref Unsafe.AsRef(in MemoryMarshal.GetReference(observed)),
            m = ref Unsafe.AsRef(in MemoryMarshal.GetReference(mask));
        var sums = new Sums();
        for (int i = 0; i < plane.Length; i += Vector<float>.Count)
        {
            Vector<float> r = Load(ref p, i, plane.Length) - Load(ref y, i, plane.Length);
            Store(sums.Add(r, Load(ref m, i, plane.Length), potential), ref p, i, plane.Length);
        }

        return sums.Total;
    }

    /// <summary>
    /// The same for luminance and color differences, observed in red, green and blue: the residual is converted to these channels, where the masks
    /// belong, weighted, and converted back.
    /// </summary>
    public static ResidualSums OfColor(
        Span<float> l,
        Span<float> u,
        Span<float> v,
        ReadOnlySpan<float> observedL,
        ReadOnlySpan<float> observedU,
        ReadOnlySpan<float> observedV,
        ReadOnlySpan<float> red,
        ReadOnlySpan<float> green,
        ReadOnlySpan<float> blue,
        RobustPotential potential
    )
    {
        ref float pl = ref MemoryMarshal.GetReference(l),
            pu = ref MemoryMarshal.GetReference(u),
            pv = ref MemoryMarshal.GetReference(v);
        ref float yl = ref Unsafe.AsRef(in MemoryMarshal.GetReference(observedL)),
            yu = ref Unsafe.AsRef(in MemoryMarshal.GetReference(observedU)),
            yv = ref Unsafe.AsRef(in MemoryMarshal.GetReference(observedV));
        ref float mr = ref Unsafe.AsRef(in MemoryMarshal.GetReference(red)),
            mg = ref Unsafe.AsRef(in MemoryMarshal.GetReference(green)),
            mb = ref Unsafe.AsRef(in MemoryMarshal.GetReference(blue));
        var sums = new Sums();
        int n = l.Length;
        for (int i = 0; i < n; i += Vector<float>.Count)
        {
            (Vector<float> r, Vector<float> g, Vector<float> b) = OpponentAxes.ToChannels(
                Load(ref pl, i, n) - Load(ref yl, i, n),
                Load(ref pu, i, n) - Load(ref yu, i, n),
                Load(ref pv, i, n) - Load(ref yv, i, n)
            );
            (r, g, b) = (
                sums.Add(r, Load(ref mr, i, n), potential),
                sums.Add(g, Load(ref mg, i, n), potential),
                sums.Add(b, Load(ref mb, i, n), potential)
            );
            (Vector<float> pullL, Vector<float> pullU, Vector<float> pullV) = OpponentAxes.FromChannels(r, g, b);
            Store(pullL, ref pl, i, n);
            Store(pullU, ref pu, i, n);
            Store(pullV, ref pv, i, n);
        }

        return sums.Total;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Load(ref float from, int at, int length)
    {
        if (at + Vector<float>.Count <= length)
            return Vector.LoadUnsafe(ref from, (nuint)at);
        return LoadRest(ref from, at, length);
    }

    /// <summary>The last samples of a span, followed by zeros.</summary>
    private static Vector<float> LoadRest(ref float from, int at, int length)
    {
        Span<float> rest = stackalloc float[Vector<float>.Count];
        rest.Clear();
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref from, at), length - at).CopyTo(rest);
        return new(rest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector<float> value, ref float to, int at, int length)
    {
        if (at + Vector<float>.Count <= length)
        {
            value.StoreUnsafe(ref to, (nuint)at);
            return;
        }

        for (int i = at; i < length; i++)
            Unsafe.Add(ref to, i) = value[i - at];
    }

    /// <summary>Sums of one work item.</summary>
    private struct Sums
    {
        private Vector<float> _squares;
        private Vector<float> _excess;
        private Vector<float> _inliers;
        private Vector<float> _weights;

        public readonly ResidualSums Total => new(Vector.Sum(_squares), Vector.Sum(_excess), Vector.Sum(_inliers), Vector.Sum(_weights));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Add(Vector<float> r, Vector<float> mask, RobustPotential potential)
        {
            Vector<float> d = Vector.ConditionalSelect(Vector.LessThan(mask, Vector<float>.Zero), Vector.MinNative(r, Vector<float>.Zero), r),
                size = Vector.Abs(mask);
            Vector<int> doubted = Vector.GreaterThan(size, new Vector<float>(1.5f));
            Vector<float> trust = size - Vector.ConditionalSelect(doubted, new Vector<float>(Doubt), Vector<float>.Zero),
                likely = potential.Weight(d),
                w = Vector.ConditionalSelect(doubted, likely, Vector<float>.One),
                pull = d * trust * w;
            _squares += pull * pull;
            _inliers += pull * d;
            _weights += trust * w;
            _excess += (trust * Vector.ConditionalSelect(doubted, potential.Value(d, likely), 0.5f * d * d)) - (0.5f * pull * pull);
            return pull;
        }
    }
}
