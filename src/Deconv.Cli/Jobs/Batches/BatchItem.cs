namespace Deconv.Cli.Jobs.Batches;

/// <summary>One input of a batch.</summary>
/// <param name="Path">The file, or - for standard input.</param>
/// <param name="Folder">Its folder relative to the input folder; empty for files that were given directly.</param>
/// <param name="Number">Number from 1, in the order of all inputs; the same on every machine.</param>
/// <param name="Count">Number of inputs.</param>
internal sealed record BatchItem(string Path, string Folder, int Number, int Count);
