using Deconv.Imaging;
using Deconv.Imaging.Rows;
using Deconv.Psfs;
using Deconv.Restoration;
using Deconv.Restoration.Verdict;
using Deconv.Solvers.StoppingRules;

namespace Deconv.Cli.Output;

/// <summary>A restoration and its inputs.</summary>
/// <param name="Command">The command that made it.</param>
/// <param name="Path">Path of the photograph.</param>
/// <param name="Blurred">The whole photograph; of one that was restored from file to file, its properties.</param>
/// <param name="Spec">The PSF as text.</param>
internal sealed record Made(string Command, string Path, Photograph Blurred, string Spec)
{
    /// <summary>Shape of the whole photograph.</summary>
    public required Shape Size { get; init; }

    /// <summary>The restored samples; null if they were written from file to file.</summary>
    public PhotographRestoration? Restoration { get; init; }

    /// <summary>The PSF.</summary>
    public required Psf Psf { get; init; }

    /// <summary>The options, completed from the photograph.</summary>
    public required DeconvolutionOptions Options { get; init; }

    /// <summary>The region in the original.</summary>
    public required Region Region { get; init; }

    /// <summary>What the restoration says.</summary>
    public required DeconvolutionReport Result { get; init; }

    /// <summary>The file that was read; null if fingerprints are not needed.</summary>
    public SourceFile? Source { get; init; }

    /// <summary>The margin that was requested, or null for the whole photograph.</summary>
    public int? Margin { get; init; }

    /// <summary>The time limit that was requested, or null.</summary>
    public TimeSpan? TimeLimit { get; init; }

    public bool Canceled => Result.StopReason.Kind == StopKind.Canceled;

    public bool IsPart => Region.Shape != Size;

    /// <summary>A restoration in memory.</summary>
    public static Made Of(string command, string path, Photograph blurred, string spec, PhotographRestoration restoration) =>
        new(command, path, blurred, spec)
        {
            Size = blurred.Shape,
            Restoration = restoration,
            Psf = restoration.Psf,
            Options = restoration.Options,
            Region = restoration.Region,
            Result = restoration.Result.Report,
        };

    /// <summary>A restoration from file to file.</summary>
    public static Made Of(string command, string path, PhotographRows blurred, string spec, PhotographRowsPlan plan, DeconvolutionReport report) =>
        new(command, path, blurred.Model, spec)
        {
            Size = blurred.Shape,
            Psf = plan.Psf,
            Options = plan.Options,
            Region = Region.Whole(blurred.Shape),
            Result = report,
        };

    /// <summary>The check of what was written; from file to file, that of the restored samples.</summary>
    public FitCheck CheckSaved(SaveReport saved) => Restoration?.CheckSaved(saved) ?? Result.Check;

    /// <summary>Where a number came from.</summary>
    public string SourceOf(double? given) =>
        given is not null ? "given"
        : Options.Automatic is null ? "auto"
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
