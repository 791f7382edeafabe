namespace Deconv.Restoration;

/// <summary>A range of light, in units of the samples.</summary>
/// <param name="Black">Lower end.</param>
/// <param name="White">Upper end, above <paramref name="Black"/>.</param>
public readonly record struct LevelRange(double Black, double White);
