using Deconv.Cli.Options;
using Deconv.Cli.Output;
using Deconv.Psfs;
using Deconv.Restoration;

namespace Deconv.Cli.Recipes;

/// <summary>
/// Everything that determined a result: the options, the automatic values, the PSF, and the fingerprints of input and output. A recipe can be applied
/// (--recipe), where it sets the options that the command line does not, or replayed, where input, PSF and result must match.
/// </summary>
/// <param name="Command">deblur or sharpen, the command to run; the recipe of a blind restoration is a deblur with the estimated PSF.</param>
/// <param name="MadeBy">The command that wrote the recipe: deblur, sharpen, blind or sweep.</param>
/// <param name="Input">The input.</param>
/// <param name="Psf">The PSF; null where each choice has its own.</param>
/// <param name="Options">Long names of options without dashes, and their values as text.</param>
internal sealed record Recipe(string Command, string MadeBy, SourceFile Input, RecipePsf? Psf, IReadOnlyList<KeyValuePair<string, string>> Options)
{
    /// <summary>Version of the layout.</summary>
    public const int Layout = 1;

    /// <summary>Version of the program that wrote it.</summary>
    public string Version { get; init; } = Json.Version;

    /// <summary>The automatic values; null to compute them.</summary>
    public AutomaticValues? Automatic { get; init; }

    /// <summary>The range that was stretched, or null for none.</summary>
    public LevelRange? Stretch { get; init; }

    /// <summary>The output; null where there is a choice.</summary>
    public ResultFile? Output { get; init; }

    /// <summary>Why the run cannot be repeated exactly (time limit or interruption), or null.</summary>
    public string? NotReproducible { get; init; }

    /// <summary>The choices of a sweep or the candidates of a blind search, in the order of the contact sheet; otherwise empty.</summary>
    public IReadOnlyList<RecipePick> Picks { get; init; } = [];

    /// <summary>Whether the choices are the candidates of a blind search, which are removed with the settings of 'blind'.</summary>
    public bool OffersCandidates => MadeBy == "blind" && Picks.Count > 0;

    /// <summary>The choice, or null if the recipe has none.</summary>
    /// <param name="pick">From 1; null for none.</param>
    /// <exception cref="UsageException">The choice does not exist, or none was given.</exception>
    public RecipePick? Choice(int? pick) =>
        (Picks.Count, pick) switch
        {
            (0, null) => null,
            (0, _) => throw new UsageException("--pick needs a recipe of 'deconv sweep' or 'deconv blind --candidates'. Leave it out for this one."),
            (var count, null) => throw new UsageException($"This recipe offers a choice. Choose with --pick N, from 1 to {count}."),
            (var count, { } i) when i >= 1 && i <= count => Picks[i - 1],
            (var count, _) => throw new UsageException($"--pick takes 1 to {count} for this recipe, not {pick}."),
        };

    /// <summary>The options, overridden by those of the choice, as this version reads them.</summary>
    public IReadOnlyDictionary<string, string> Words(int? pick)
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, string word) in Options.Concat(Choice(pick)?.Options ?? []))
            words[name] = word;
        return RecipeLanguage.Today(words, Version);
    }

    /// <summary>The PSF of the choice, otherwise that of the recipe.</summary>
    public RecipePsf? PsfOf(int? pick) => Choice(pick)?.Psf ?? Psf;
}

/// <summary>A PSF with its exact samples.</summary>
/// <param name="Spec">The PSF as text, or 'estimated'.</param>
/// <param name="Kernel">The PSF.</param>
/// <param name="Sha256">As stated in the recipe; see <see cref="Fingerprint.Of(Psf)"/>.</param>
internal sealed record RecipePsf(string Spec, Psf Kernel, string Sha256)
{
    /// <summary>The PSFs of a frame where they differ, and the shape of that frame; null for one PSF.</summary>
    public (PsfField Field, Shape Frame)? Field { get; init; }

    public static RecipePsf Of(string spec, Psf kernel) => new(spec, kernel, Fingerprint.Of(kernel));

    /// <summary>The blur of a photograph of some shape.</summary>
    public Blurring Over(Shape frame) => Field is { } stored ? Blurring.Of(stored.Field.For(stored.Frame, frame), Spec, frame) : new(Kernel, Spec);
}

/// <summary>One choice of a sweep or of a blind search.</summary>
/// <param name="Label">Label on the contact sheet.</param>
/// <param name="Psf">The PSF, if each choice has its own.</param>
/// <param name="Options">Options that override those of the recipe.</param>
internal sealed record RecipePick(string Label, RecipePsf? Psf, IReadOnlyList<KeyValuePair<string, string>> Options);
