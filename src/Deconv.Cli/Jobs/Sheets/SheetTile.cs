namespace Deconv.Cli.Jobs.Sheets;

/// <summary>One image of a contact sheet with the lines of its label.</summary>
/// <param name="Image">1 or 3 planes in linear light; all tiles of a sheet have the same shape.</param>
/// <param name="Lines">Text and color of every line.</param>
/// <param name="Frame">Color of the frame; null for none.</param>
internal sealed record SheetTile(PlanarImage Image, IReadOnlyList<(string Text, float[] Color)> Lines, float[]? Frame);
