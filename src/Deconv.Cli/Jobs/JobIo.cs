namespace Deconv.Cli.Jobs;

/// <summary>Output streams of a job.</summary>
/// <param name="Output">Standard output: results.</param>
/// <param name="Error">Standard error: messages and progress.</param>
internal sealed record JobIo(TextWriter Output, TextWriter Error);
