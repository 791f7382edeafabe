namespace Deconv.Cli.Options;

/// <summary>How automatic values are chosen for several files.</summary>
internal enum AutoSource
{
    /// <summary>Each file has its own.</summary>
    Each,

    /// <summary>The values of the first file are used for all.</summary>
    First,

    /// <summary>The medians over all files are used for all.</summary>
    Median,
}
