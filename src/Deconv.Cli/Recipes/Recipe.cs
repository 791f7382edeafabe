using Deconv.Cli.Output;
using Deconv.Psfs;
using Deconv.Restoration;

namespace Deconv.Cli.Recipes;

/// <summary>
/// Everything that made a picture: the options in words, the numbers behind "auto", the PSF itself, and what came in and went out. Applied
/// (--recipe), its words stand where the command line has none; replayed, input, PSF and result must be the ones it names.
/// </summary>
/// <param name="Command">deblur or sharpen, which is run again; a blind restoration with the PSF it found is a deblur.</param>
/// <param name="MadeBy">The command that wrote it: one of those, blind or sweep.</param>
/// <param name="Input">What was read.</param>
/// <param name="Psf">What the blur was taken to be; null in sweeps over PSFs, whose choices name theirs.</param>
/// <param name="Options">Long names of options without the dashes, and their words.</param>
internal sealed record Recipe(string Command, string MadeBy, SourceFile Input, RecipePsf? Psf, IReadOnlyList<KeyValuePair<string, string>> Options)
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
    public ResultFile? Output { get; init; }

    /// <summary>Why it cannot be run again exactly (stopped by the clock or by hand), or null.</summary>
    public string? NotReproducible { get; init; }

    /// <summary>The choices of a sweep, in the order of the sheet; empty elsewhere.</summary>
    public IReadOnlyList<RecipePick> Picks { get; init; } = [];

    /// <summary>The choice, or null where there is nothing to choose.</summary>
    /// <param name="pick">From 1; null for none.</param>
    /// <exception cref="UsageException">A choice that does not exist, or none of several.</exception>
    public RecipePick? Choice(int? pick) =>
        (Picks.Count, pick) switch
        {
            (0, null) => null,
            (0, _) => throw new UsageException("This recipe has nothing to pick from; it was not written by 'deconv sweep'."),
            (var count, null) => throw new UsageException($"This is the recipe of a sweep: choose with --pick 1 to {count}."),
            (var count, { } i) when i >= 1 && i <= count => Picks[i - 1],
            (var count, _) => throw new UsageException($"--pick is 1 to {count} here, not {pick}."),
        };

    /// <summary>The words of the options, those of a choice first, in today's language.</summary>
    public IReadOnlyDictionary<string, string> Words(int? pick)
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, string word) in Options.Concat(Choice(pick)?.Options ?? []))
            words[name] = word;
        return RecipeLanguage.Today(words, Version);
    }

    /// <summary>The PSF, that of a choice first.</summary>
    public RecipePsf? PsfOf(int? pick) => Choice(pick)?.Psf ?? Psf;
}

/// <summary>A PSF with its exact samples.</summary>
/// <param name="Spec">How it was given or found.</param>
/// <param name="Kernel">The PSF.</param>
/// <param name="Sha256">As the recipe says; see <see cref="Fingerprint.Of(Psf)"/>.</param>
internal sealed record RecipePsf(string Spec, Psf Kernel, string Sha256)
{
    public static RecipePsf Of(string spec, Psf kernel) => new(spec, kernel, Fingerprint.Of(kernel));
}

/// <summary>One choice of a sweep.</summary>
/// <param name="Label">As on the sheet.</param>
/// <param name="Psf">The PSF if the sweep was over PSFs.</param>
/// <param name="Options">Words that come before those of the recipe.</param>
internal sealed record RecipePick(string Label, RecipePsf? Psf, IReadOnlyList<KeyValuePair<string, string>> Options);
