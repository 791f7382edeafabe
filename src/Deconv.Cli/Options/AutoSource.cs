namespace Deconv.Cli.Options;

/// <summary>Where automatic values come from when there are several files.</summary>
internal enum AutoSource
{
    /// <summary>Every file has its own.</summary>
    Each,

    /// <summary>Those of the first file hold for all.</summary>
    First,

    /// <summary>The medians over all files hold for all.</summary>
    Median,
}
