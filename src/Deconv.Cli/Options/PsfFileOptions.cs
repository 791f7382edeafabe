using System.CommandLine;
using Deconv.Imaging;

namespace Deconv.Cli.Options;

/// <summary>Options of the 'deconv psf' commands. Each command uses some of them.</summary>
internal sealed class PsfFileOptions
{
    private const string Formats = "txt, csv, npy, png, tif, pfm";

    private readonly InputOptions _input = new();

    public Argument<string> Spec { get; } = new("PSF") { Description = "The PSF, as in 'deconv help psf'." };

    public Argument<string> Image { get; } = new("IMAGE") { Description = "The blurred photograph." };

    public Argument<string> From { get; } = new("IN") { Description = "A PSF file, or any PSF as in 'deconv help psf'." };

    public Argument<string> To { get; } = new("OUT") { Description = $"The file to write: {Formats}." };

    public Setting<string?> File { get; } =
        new("--output", text => text, file => file ?? "", null, "-o")
        {
            Description = $"PSF file to write: {Formats}.",
            HelpName = "FILE",
            Required = true,
            IsFree = true,
        };

    public Option<bool> Force { get; } = OutputOptions.ForceOption();

    public Option<bool> Json { get; } = new RunOptions().Json;

    public Setting<TransferFunction?> Transfer => _input.Transfer;

    public Setting<string?> Photograph { get; } =
        Settings.Text("--image", "A photograph with this blur: fits the PSF, its flip, a wider one, a narrower one and no blur to it.", "FILE", "-i");

    public Setting<string?> Fix { get; } =
        Settings.Text("--fix", $"Write a corrected PSF: no background, no negative samples, centered, trimmed, sum 1 ({Formats}).", "FILE");

    public Setting<string?> Png { get; } =
        Settings.Text("--png", "Also write an enlarged image of the PSF, with brightness by square root so that faint parts show.", "FILE");

    /// <summary>The options that all commands share.</summary>
    public PsfFileRequest Bind(Given given, Argument<string> subject) =>
        new(given.Of(subject))
        {
            Target = given.Of(File),
            Force = given.Of(Force),
            Json = given.Of(Json),
            Load = _input.Loading(given),
        };
}

/// <summary>Input and output of a 'deconv psf' command.</summary>
/// <param name="Subject">The PSF as text, or the photograph that it is measured on.</param>
internal sealed record PsfFileRequest(string Subject)
{
    /// <summary>The file to write, or null.</summary>
    public string? Target { get; init; }

    public bool Force { get; init; }

    public bool Json { get; init; }

    public LoadOptions Load { get; init; } = LoadOptions.Default;
}
