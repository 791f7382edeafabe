namespace Deconv.Cli.Jobs;

/// <summary>Where a job speaks.</summary>
/// <param name="Output">Standard output: results.</param>
/// <param name="Error">Standard error: messages and progress.</param>
internal sealed record JobIo(TextWriter Output, TextWriter Error);
