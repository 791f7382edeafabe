namespace Deconv.Cli.Jobs.Batches;

/// <summary>One input of a batch.</summary>
/// <param name="Path">The file, or - for standard input.</param>
/// <param name="Folder">Its folder below the folder that was named; empty for files that were named themselves.</param>
/// <param name="Number">From 1, in the order of all inputs; the same on every machine.</param>
/// <param name="Count">Inputs in all.</param>
internal sealed record BatchItem(string Path, string Folder, int Number, int Count);
