using Deconv.Imaging;
using Deconv.Restoration;
using Deconv.Solvers.StoppingRules;

namespace Deconv.Cli.Output;

/// <summary>A restoration and what it was made from.</summary>
/// <param name="Command">That made it.</param>
/// <param name="Path">The picture's.</param>
/// <param name="Blurred">All of the picture.</param>
/// <param name="Spec">The PSF in words.</param>
/// <param name="Restoration">The answer.</param>
internal sealed record Made(string Command, string Path, Photograph Blurred, string Spec, PhotographRestoration Restoration)
{
    /// <summary>What was read; null when nobody asked.</summary>
    public SourceFile? Source { get; init; }

    /// <summary>The margin that was asked for, or null for all of the picture.</summary>
    public int? Margin { get; init; }

    /// <summary>The time limit that was asked for, or null.</summary>
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

/// <summary>A picture that was read.</summary>
/// <param name="Path">As it was given; - for standard input.</param>
/// <param name="File">SHA-256 of the file; null for standard input.</param>
/// <param name="Pixels">SHA-256 of the samples as read, linear light.</param>
/// <param name="Width">Pixels per row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Channels">Planes of color.</param>
internal sealed record SourceFile(string Path, string? File, string Pixels, int Width, int Height, int Channels)
{
    public static SourceFile Of(string path, Photograph photograph) =>
        new(
            path,
            path == "-" ? null : Fingerprint.OfFile(path),
            Fingerprint.Of(photograph.Color),
            photograph.Shape.Width,
            photograph.Shape.Height,
            photograph.Color.Count
        );
}

/// <summary>A picture that was made.</summary>
/// <param name="Path">As it was given; - for standard output; empty when it was not written.</param>
/// <param name="Pixels">SHA-256 of the restored samples, linear light, before they were rounded to the depth of the file.</param>
/// <param name="File">SHA-256 of the file; null for standard output.</param>
/// <param name="VectorBits">Width of the vectors the processor computed with.</param>
internal sealed record ResultFile(string Path, string Pixels, string? File, int VectorBits);
