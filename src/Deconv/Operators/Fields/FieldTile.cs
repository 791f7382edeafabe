namespace Deconv.Operators.Fields;

/// <summary>A part of the image between four places.</summary>
/// <param name="Y">First row.</param>
/// <param name="X">First column.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Samples per row.</param>
/// <param name="Psf">Index of the PSF of the upper left place.</param>
internal readonly record struct FieldTile(int Y, int X, int Height, int Width, int Psf);
