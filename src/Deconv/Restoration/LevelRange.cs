namespace Deconv.Restoration;

/// <summary>A range of light, in units of the samples.</summary>
/// <param name="Black">Where it begins.</param>
/// <param name="White">Where it ends, above <paramref name="Black"/>.</param>
public readonly record struct LevelRange(double Black, double White);
