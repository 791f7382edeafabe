using System.CommandLine;
using Deconv.Imaging;

namespace Deconv.Cli.Options;

/// <summary>Options of the commands about PSFs. Every command takes some of them.</summary>
internal sealed class PsfFileOptions
{
    private const string Formats = "txt, csv, npy, png, tif, pfm";

    private readonly InputOptions _input = new();

    public Argument<string> Spec { get; } = new("PSF") { Description = "The PSF, as in 'deconv help psf'." };

    public Argument<string> Image { get; } = new("IMAGE") { Description = "The blurred picture." };

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

    public Setting<string?> Picture { get; } =
        Settings.Text(
            "--image",
            "A picture it is meant to have blurred: tries the PSF, its flip, one wider, one narrower and none on it.",
            "FILE",
            "-i"
        );

    public Setting<string?> Fix { get; } =
        Settings.Text("--fix", $"Write it without background and negative samples, centered, trimmed, scaled to sum 1: {Formats}.", "FILE");

    public Setting<string?> Png { get; } = Settings.Text("--png", "Draw it as a picture too, large, with faint parts raised (square root).", "FILE");

    /// <summary>What all of them share.</summary>
    public PsfFileRequest Bind(Given given, Argument<string> subject) =>
        new(given.Of(subject))
        {
            Target = given.Of(File),
            Force = given.Of(Force),
            Json = given.Of(Json),
            Load = _input.Loading(given),
        };
}

/// <summary>What a command about a PSF works on.</summary>
/// <param name="Subject">The PSF in words, or the picture it is taken from.</param>
internal sealed record PsfFileRequest(string Subject)
{
    /// <summary>The file to write, or null.</summary>
    public string? Target { get; init; }

    public bool Force { get; init; }

    public bool Json { get; init; }

    public LoadOptions Load { get; init; } = LoadOptions.Default;
}
