namespace Deconv.Operators;

/// <summary>Extends an image outside its frame by a boundary rule. The adjoint adds every margin sample back to the sample it copied.</summary>
public sealed class Pad : ILinearOperator
{
    private const int Outside = -1;
    private readonly int[] _rows;
    private readonly int[] _columns;

    /// <summary>Creates the rule for one shape and its margins.</summary>
    /// <param name="image">Shape of the image.</param>
    /// <param name="margins">Samples to add on each side, 0 or more; margins wider than the image repeat the rule.</param>
    /// <param name="boundary">Any but <see cref="Boundary.Unknown"/>, which has no rule.</param>
    /// <exception cref="ArgumentException">Negative margins, an empty image, or an unknown boundary.</exception>
    public Pad(Shape image, Margins margins, Boundary boundary)
    {
        if (image.IsEmpty)
            throw new ArgumentException($"An empty image ({image}) cannot be padded.", nameof(image));
        if (margins.Top < 0 || margins.Bottom < 0 || margins.Left < 0 || margins.Right < 0)
            throw new ArgumentException($"Margins must be 0 or more, not {margins}.", nameof(margins));
        if (boundary == Boundary.Unknown)
            throw new ArgumentException("An unknown boundary has no padding: use Extent.Valid on a larger latent image.", nameof(boundary));
        Domain = image;
        Codomain = margins.Around(image);
        _rows = Map(image.Height, margins.Top, Codomain.Height, boundary);
        _columns = Map(image.Width, margins.Left, Codomain.Width, boundary);
    }

    /// <inheritdoc/>
    public Shape Domain { get; }

    /// <inheritdoc/>
    public Shape Codomain { get; }

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> x, Span<float> y)
    {
        for (int row = 0; row < _rows.Length; row++)
        {
            Span<float> target = y.Slice(row * _columns.Length, _columns.Length);
            if (_rows[row] == Outside)
            {
                target.Clear();
                continue;
            }

            ReadOnlySpan<float> source = x.Slice(_rows[row] * Domain.Width, Domain.Width);
            for (int column = 0; column < target.Length; column++)
                target[column] = _columns[column] == Outside ? 0 : source[_columns[column]];
        }
    }

    /// <inheritdoc/>
    public void Adjoint(ReadOnlySpan<float> y, Span<float> x)
    {
        x.Clear();
        for (int row = 0; row < _rows.Length; row++)
        {
            if (_rows[row] == Outside)
                continue;
            ReadOnlySpan<float> source = y.Slice(row * _columns.Length, _columns.Length);
            Span<float> target = x.Slice(_rows[row] * Domain.Width, Domain.Width);
            for (int column = 0; column < source.Length; column++)
                if (_columns[column] != Outside)
                    target[_columns[column]] += source[column];
        }
    }

    /// <summary>Index that sample <paramref name="i"/> (any integer) of an n-sample axis copies, or −1 for zero.</summary>
    internal static int Source(int i, int n, Boundary boundary)
    {
        if ((uint)i < (uint)n)
            return i;
        switch (boundary)
        {
            case Boundary.Replicate:
                return Math.Clamp(i, 0, n - 1);
            case Boundary.Periodic:
                return Modulo(i, n);
            case Boundary.Symmetric:
                int s = Modulo(i, 2 * n);
                return s < n ? s : (2 * n) - 1 - s;
            case Boundary.Reflect:
                if (n == 1)
                    return 0;
                int r = Modulo(i, (2 * n) - 2);
                return r < n ? r : (2 * n) - 2 - r;
            default:
                return Outside;
        }
    }

    private static int[] Map(int n, int before, int length, Boundary boundary)
    {
        var map = new int[length];
        for (int i = 0; i < length; i++)
            map[i] = Source(i - before, n, boundary);
        return map;
    }

    private static int Modulo(int i, int n) => ((i % n) + n) % n;
}
