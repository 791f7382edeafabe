namespace Deconv.Operators;

/// <summary>
/// Rows and columns inside an image that nobody has seen, and that are solved for: those between two sides of a picture in a tile that holds both.
/// </summary>
/// <param name="Rows">First row and number of rows.</param>
/// <param name="Columns">First column and number of columns.</param>
internal readonly record struct Unseen((int Start, int Length) Rows, (int Start, int Length) Columns);
