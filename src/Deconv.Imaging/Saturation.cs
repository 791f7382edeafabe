namespace Deconv.Imaging;

/// <summary>From which level on samples of a photograph count as clipped, and are not trusted.</summary>
public readonly record struct Saturation
{
    /// <summary>Code, over the largest code, from which an integer sample is clipped.</summary>
    private const float ClippedCode = 0.985f;

    private readonly double _level;

    private Saturation(double level) => _level = level;

    /// <summary>By the samples of the file: integers clip at their largest code, floating-point data have no such level. The default.</summary>
    public static Saturation Automatic => default;

    /// <summary>Nothing is clipped.</summary>
    public static Saturation Off => new(double.PositiveInfinity);

    /// <summary>At and above a level of linear light, above 0; white is 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not above 0, or not finite.</exception>
    public static Saturation At(double level) =>
        level > 0 && double.IsFinite(level)
            ? new(level)
            : throw new ArgumentOutOfRangeException(nameof(level), level, "The level from which samples are clipped is above 0.");

    /// <summary>Whether it is found from the file.</summary>
    public bool IsAutomatic => _level == 0;

    /// <summary>The level that was given; null for automatic and off.</summary>
    public double? Given => _level > 0 && double.IsFinite(_level) ? _level : null;

    /// <summary>The level for a photograph, in linear light; null where nothing is clipped.</summary>
    public double? LevelFor(Photograph photograph)
    {
        ArgumentNullException.ThrowIfNull(photograph);
        if (!IsAutomatic)
            return Given;
        if (photograph.Depth == SampleDepth.Float32)
            return null;
        Span<float> code = [ClippedCode];
        photograph.Transfer.ToLinear(code, code);
        return code[0];
    }
}
