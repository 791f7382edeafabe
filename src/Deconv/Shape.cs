namespace Deconv;

/// <summary>
/// Size of one plane of samples: <paramref name="Height"/> rows of <paramref name="Width"/> samples, row-major and contiguous
/// (stride = width). A 1-D signal of N samples is <c>Shape(1, N)</c>.
/// </summary>
/// <param name="Height">Rows, at least 1 for anything that is processed.</param>
/// <param name="Width">Samples per row, at least 1 for anything that is processed.</param>
public readonly record struct Shape(int Height, int Width)
{
    /// <summary>Number of samples. Throws <see cref="OverflowException"/> above 2³¹ − 1.</summary>
    public int Count => checked(Height * Width);

    /// <summary>True when no sample would be left: a height or width below 1.</summary>
    public bool IsEmpty => Height < 1 || Width < 1;

    /// <summary>True when <paramref name="other"/> fits inside in both directions.</summary>
    public bool Contains(Shape other) => Height >= other.Height && Width >= other.Width;

    /// <summary>"HxW", the form in which messages name shapes.</summary>
    public override string ToString() => $"{Height}x{Width}";
}
