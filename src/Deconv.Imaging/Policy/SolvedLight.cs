namespace Deconv.Imaging.Policy;

/// <summary>
/// The light of a photograph as it is restored, and its weights: transparent and missing samples weigh nothing. Color is divided by alpha, because
/// the light was blurred before the picture was cut out. Owns what it made.
/// </summary>
internal sealed class SolvedLight : IDisposable
{
    private readonly Photograph _photograph;
    private readonly PlanarImage? _straight;
    private readonly PlanarImage? _own;

    /// <param name="photograph">The photograph; not changed.</param>
    /// <param name="weights">Weights that were asked for, one plane; null for 1.</param>
    public SolvedLight(Photograph photograph, PlanarImage? weights)
    {
        (_photograph, Weights) = (photograph, weights);
        bool cut = photograph.Alpha is { } alpha && alpha[0].ContainsAnyInRange(float.NegativeInfinity, MathF.BitDecrement(1));
        if (!cut && photograph.Missing is null)
            return;
        Weights = _own = weights?.Clone() ?? Ones(photograph.Shape);
        if (cut)
            _straight = Straight(photograph.Color, photograph.Alpha![0], _own[0]);
        for (int c = 0; photograph.Missing is { } missing && c < missing.Count; c++)
        {
            ReadOnlySpan<float> marks = missing[c];
            for (int i = 0; i < marks.Length; i++)
                if (marks[i] > 0)
                    _own[0][i] = 0;
        }
    }

    /// <summary>The light.</summary>
    public PlanarImage Color => _straight ?? _photograph.Color;

    /// <summary>Weight of every pixel, one plane; null for 1.</summary>
    public PlanarImage? Weights { get; }

    /// <summary>Multiplies a restored part by alpha again, as the color of a photograph is.</summary>
    /// <param name="restored">The part; overwritten.</param>
    /// <param name="part">Where it lies.</param>
    public void Finish(PlanarImage restored, Region part)
    {
        for (int plane = 0; _straight is not null && plane < restored.Count; plane++)
        for (int y = 0; y < part.Shape.Height; y++)
        {
            ReadOnlySpan<float> opacity = _photograph.Alpha!.Row(0, part.Top + y).Slice(part.Left, part.Shape.Width);
            Span<float> row = restored.Row(plane, y);
            for (int x = 0; x < row.Length; x++)
                row[x] *= opacity[x];
        }
    }

    /// <summary>Returns what was made to the pool.</summary>
    public void Dispose()
    {
        _straight?.Dispose();
        _own?.Dispose();
    }

    private static PlanarImage Ones(Shape shape)
    {
        var ones = new PlanarImage(shape, 1);
        ones[0].Fill(1);
        return ones;
    }

    /// <summary>Color divided by alpha; the weights are multiplied by it.</summary>
    private static PlanarImage Straight(PlanarImage color, ReadOnlySpan<float> alpha, Span<float> weights)
    {
        var straight = new PlanarImage(color.Shape, color.Count);
        for (int plane = 0; plane < color.Count; plane++)
        {
            ReadOnlySpan<float> from = color[plane];
            Span<float> to = straight[plane];
            for (int i = 0; i < to.Length; i++)
                to[i] = alpha[i] > 0 ? from[i] / alpha[i] : 0;
        }

        for (int i = 0; i < weights.Length; i++)
            weights[i] *= alpha[i];
        return straight;
    }
}
