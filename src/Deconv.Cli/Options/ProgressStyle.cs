namespace Deconv.Cli.Options;

/// <summary>How progress is shown on standard error.</summary>
internal enum ProgressStyle
{
    /// <summary>A bar on a terminal, nothing elsewhere.</summary>
    Bar,
    Plain,
    Json,
    None,
}
