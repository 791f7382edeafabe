namespace Deconv.Operators;

/// <summary>Samples added on each side.</summary>
public readonly record struct Margins(int Top, int Bottom, int Left, int Right)
{
    /// <summary>The shape with the margins around it.</summary>
    public Shape Around(Shape inner) => new(inner.Height + Top + Bottom, inner.Width + Left + Right);
}
