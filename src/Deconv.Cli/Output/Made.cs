using Deconv.Imaging;
using Deconv.Restoration;
using Deconv.Solvers.StoppingRules;

namespace Deconv.Cli.Output;

/// <summary>A restoration and its inputs.</summary>
/// <param name="Command">The command that made it.</param>
/// <param name="Path">Path of the photograph.</param>
/// <param name="Blurred">The whole photograph.</param>
/// <param name="Spec">The PSF as text.</param>
/// <param name="Restoration">The result.</param>
internal sealed record Made(string Command, string Path, Photograph Blurred, string Spec, PhotographRestoration Restoration)
{
    /// <summary>The file that was read; null if fingerprints are not needed.</summary>
    public SourceFile? Source { get; init; }

    /// <summary>The margin that was requested, or null for the whole photograph.</summary>
    public int? Margin { get; init; }

    /// <summary>The time limit that was requested, or null.</summary>
    public TimeSpan? TimeLimit { get; init; }

    public DeconvolutionResult Result => Restoration.Result;

    public bool Canceled => Result.StopReason.Kind == StopKind.Canceled;

    public bool IsPart => Restoration.Region.Shape != Blurred.Shape;

    /// <summary>Where a number came from.</summary>
    public string SourceOf(double? given) =>
        given is not null ? "given"
        : Restoration.Options.Automatic is null ? "auto"
        : "recipe";
}

/// <summary>An image file that was read.</summary>
/// <param name="Path">As it was given; - for standard input.</param>
/// <param name="File">SHA-256 of the file; null for standard input and pipes.</param>
/// <param name="Pixels">SHA-256 of the samples as read, linear light.</param>
/// <param name="Width">Pixels per row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Channels">Planes of color.</param>
internal sealed record SourceFile(string Path, string? File, string Pixels, int Width, int Height, int Channels)
{
    public static SourceFile Of(string path, Photograph photograph) =>
        new(
            path,
            Fingerprint.OfFile(path),
            Fingerprint.Of(photograph.Color),
            photograph.Shape.Width,
            photograph.Shape.Height,
            photograph.Color.Count
        );
}

/// <summary>An image file that was written.</summary>
/// <param name="Path">As it was given; - for standard output; empty when it was not written.</param>
/// <param name="Pixels">SHA-256 of the restored samples, linear light, before they were rounded to the depth of the file.</param>
/// <param name="File">SHA-256 of the file; null for standard output and pipes.</param>
/// <param name="VectorBits">Width of the vectors the processor computed with.</param>
internal sealed record ResultFile(string Path, string Pixels, string? File, int VectorBits);
