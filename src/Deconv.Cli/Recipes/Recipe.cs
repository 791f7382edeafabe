using Deconv.Cli.Output;
using Deconv.Psfs;
using Deconv.Restoration;

namespace Deconv.Cli.Recipes;

/// <summary>
/// Everything that made a picture: the words of the command, the numbers behind "auto", the PSF itself, and what came in and went out. Applied
/// (--recipe), its words stand where the command line has none; replayed, input, PSF and result must be the ones it names.
/// </summary>
/// <param name="Command">deblur or sharpen, which is run again; a blind restoration with the PSF it found is a deblur.</param>
/// <param name="MadeBy">The command that wrote it: one of those, blind or sweep.</param>
/// <param name="Input">What was read.</param>
/// <param name="Psf">What the blur was taken to be; null in sweeps over PSFs, whose choices name theirs.</param>
/// <param name="Options">Long names of options without the dashes, and their words.</param>
internal sealed record Recipe(string Command, string MadeBy, RecipeInput Input, RecipePsf? Psf, IReadOnlyList<KeyValuePair<string, string>> Options)
{
    /// <summary>Version of the layout.</summary>
    public const int Layout = 1;

    /// <summary>The program that wrote it.</summary>
    public string Version { get; init; } = Json.Version;

    /// <summary>The numbers behind "auto"; null to work them out anew.</summary>
    public AutomaticValues? Automatic { get; init; }

    /// <summary>The range that was stretched, or null.</summary>
    public LevelRange? Stretch { get; init; }

    /// <summary>What came out; null in sweeps.</summary>
    public RecipeOutput? Output { get; init; }

    /// <summary>Why it cannot be run again exactly (stopped by the clock or by hand), or null.</summary>
    public string? NotReproducible { get; init; }

    /// <summary>The choices of a sweep, in the order of the sheet; empty elsewhere.</summary>
    public IReadOnlyList<RecipePick> Picks { get; init; } = [];
}

/// <summary>A picture that was read.</summary>
/// <param name="Path">As it was given; - for standard input.</param>
/// <param name="File">SHA-256 of the file; null for standard input.</param>
/// <param name="Pixels">SHA-256 of the samples as read, linear light.</param>
/// <param name="Width">Pixels per row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Channels">Planes of color.</param>
internal sealed record RecipeInput(string Path, string? File, string Pixels, int Width, int Height, int Channels);

/// <summary>A PSF with its exact samples.</summary>
/// <param name="Spec">How it was given or found.</param>
/// <param name="Kernel">The PSF.</param>
/// <param name="Sha256">As the recipe says; see <see cref="Fingerprint.Of(Deconv.Psfs.Psf)"/>.</param>
internal sealed record RecipePsf(string Spec, Psf Kernel, string Sha256);

/// <summary>A picture that was made.</summary>
/// <param name="Path">As it was given; - for standard output.</param>
/// <param name="Pixels">SHA-256 of the restored samples, linear light, before they were rounded to the depth of the file.</param>
/// <param name="File">SHA-256 of the file; null for standard output.</param>
/// <param name="VectorBits">Width of the vectors the processor computed with.</param>
internal sealed record RecipeOutput(string Path, string Pixels, string? File, int VectorBits);

/// <summary>One choice of a sweep.</summary>
/// <param name="Label">As on the sheet.</param>
/// <param name="Psf">The PSF if the sweep was over PSFs.</param>
/// <param name="Options">Words that come before those of the recipe.</param>
internal sealed record RecipePick(string Label, RecipePsf? Psf, IReadOnlyList<KeyValuePair<string, string>> Options);
