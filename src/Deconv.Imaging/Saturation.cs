namespace Deconv.Imaging;

/// <summary>The level at or above which samples of a photograph count as clipped and are not trusted.</summary>
public readonly record struct Saturation
{
    /// <summary>Fraction of the largest code at or above which an integer sample is clipped.</summary>
    private const float ClippedCode = 0.985f;

    private readonly double _level;

    private Saturation(double level) => _level = level;

    /// <summary>
    /// Integers clip at their largest code. Below it, and in floating-point data, the level of every channel is looked for in the samples: a largest
    /// value that many of them have exactly. The default.
    /// </summary>
    public static Saturation Automatic => default;

    /// <summary>Nothing is clipped.</summary>
    public static Saturation Off => new(double.PositiveInfinity);

    /// <summary>At and above a level of linear light, above 0; white is 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not above 0, or not finite.</exception>
    public static Saturation At(double level) =>
        level > 0 && double.IsFinite(level)
            ? new(level)
            : throw new ArgumentOutOfRangeException(nameof(level), level, "The level of clipping must be above 0.");

    /// <summary>Whether it is derived from the file.</summary>
    public bool IsAutomatic => _level == 0;

    /// <summary>The level that was given; null for <see cref="Automatic"/> and <see cref="Off"/>.</summary>
    public double? Given => _level > 0 && double.IsFinite(_level) ? _level : null;

    /// <summary>
    /// The level for a photograph, in linear light; infinity if it is only looked for in the samples, null if nothing is clipped.
    /// </summary>
    public double? LevelFor(Photograph photograph)
    {
        ArgumentNullException.ThrowIfNull(photograph);
        if (!IsAutomatic)
            return Given;
        if (photograph.Depth == SampleDepth.Float32)
            return double.PositiveInfinity;
        Span<float> code = [ClippedCode];
        photograph.Transfer.ToLinear(code, code);
        return code[0];
    }
}
