namespace Deconv.Numerics.Fft;

/// <summary>Transform lengths that are fast: products of 2, 3 and 5.</summary>
internal static class FftSize
{
    /// <summary>Smallest 2-3-5-smooth multiple of <paramref name="multiple"/> that is at least <paramref name="n"/>.</summary>
    public static int Next(int n, int multiple)
    {
        for (int size = Math.Max(1, (n + multiple - 1) / multiple) * multiple; ; size += multiple)
            if (IsSmooth(size))
                return size;
    }

    /// <summary>
    /// Smallest shape with fast lengths that contains <paramref name="shape"/>: an even height, a width of whole vectors, two at least.
    /// </summary>
    public static Shape Next(Shape shape, int lanes) => new(Next(shape.Height, 2), Next(Math.Max(shape.Width, 2 * lanes), lanes));

    /// <summary>True when 2, 3 and 5 are the only prime factors.</summary>
    public static bool IsSmooth(int n)
    {
        foreach (int prime in (ReadOnlySpan<int>)[2, 3, 5])
            while (n % prime == 0)
                n /= prime;
        return n == 1;
    }
}
