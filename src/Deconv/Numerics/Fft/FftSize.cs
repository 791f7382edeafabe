namespace Deconv.Numerics.Fft;

/// <summary>Transform lengths that are fast: products of 2, 3 and 5.</summary>
internal static class FftSize
{
    /// <summary>Smallest even 2-3-5-smooth length that is at least <paramref name="n"/>.</summary>
    public static int Next(int n)
    {
        for (int size = Math.Max(2, n + (n & 1)); ; size += 2)
            if (IsSmooth(size)) return size;
    }

    /// <summary>Smallest shape with fast lengths in both directions that contains <paramref name="shape"/>.</summary>
    public static Shape Next(Shape shape) => new(Next(shape.Height), Next(shape.Width));

    /// <summary>True when 2, 3 and 5 are the only prime factors.</summary>
    public static bool IsSmooth(int n)
    {
        foreach (int prime in (ReadOnlySpan<int>)[2, 3, 5])
            while (n % prime == 0) n /= prime;
        return n == 1;
    }
}
