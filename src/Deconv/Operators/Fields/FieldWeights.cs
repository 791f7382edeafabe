using System.Numerics;
using System.Runtime.InteropServices;

namespace Deconv.Operators.Fields;

/// <summary>The weights of the one, two or four places that a tile meets.</summary>
internal readonly ref struct FieldWeights(FieldPlan plan, FieldTile tile)
{
    private readonly ReadOnlySpan<float> _down = plan.Rows.Next.AsSpan(tile.Y, tile.Height);
    private readonly ReadOnlySpan<float> _across = plan.Columns.Next.AsSpan(tile.X, tile.Width);

    /// <summary>Places that the tile meets.</summary>
    public int Count { get; } = plan.Rows.Mixed * plan.Columns.Mixed;

    private readonly int _columns = plan.Columns.Mixed;

    /// <summary>Index of the PSF of a place.</summary>
    /// <param name="place">0 to <see cref="Count"/> − 1, row by row.</param>
    /// <param name="stride">PSFs per row of the field.</param>
    public int Psf(int place, int stride) => tile.Psf + (place / _columns * stride) + (place % _columns);

    /// <summary>to = w x, in one row of the tile.</summary>
    public void Multiply(int place, int row, ReadOnlySpan<float> x, Span<float> to) => Run(place, row, x, to, add: false);

    /// <summary>to += w x, in one row of the tile.</summary>
    public void AddProduct(int place, int row, ReadOnlySpan<float> x, Span<float> to) => Run(place, row, x, to, add: true);

    private void Run(int place, int row, ReadOnlySpan<float> x, Span<float> to, bool add)
    {
        // Across, the weight is base + slope · share of the next place.
        float down = place / _columns == 0 ? 1 - _down[row] : _down[row],
            origin = place % _columns == 0 ? down : 0,
            slope = place % _columns == 0 ? -down : down;
        ref float share = ref MemoryMarshal.GetReference(_across),
            from = ref MemoryMarshal.GetReference(x),
            target = ref MemoryMarshal.GetReference(to);
        nuint i = 0,
            n = (nuint)to.Length,
            step = (nuint)Vector<float>.Count;
        for (; i + step <= n; i += step)
        {
            Vector<float> w = new Vector<float>(origin) + (slope * Vector.LoadUnsafe(ref share, i)),
                product = w * Vector.LoadUnsafe(ref from, i);
            (add ? product + Vector.LoadUnsafe(ref target, i) : product).StoreUnsafe(ref target, i);
        }

        for (int j = (int)i; j < to.Length; j++)
        {
            float product = (origin + (slope * _across[j])) * x[j];
            to[j] = add ? to[j] + product : product;
        }
    }
}
