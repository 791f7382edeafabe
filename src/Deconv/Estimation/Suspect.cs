namespace Deconv.Estimation;

/// <summary>A sample that may be an impulse: it is ignored until the answer is known well enough to tell.</summary>
/// <param name="Index">Row-major index in the image.</param>
/// <param name="Change">The observed value minus the one it was replaced by.</param>
/// <param name="Weight">Its weight if it is none, negative if it is clipped.</param>
internal readonly record struct Suspect(int Index, float Change, float Weight);
