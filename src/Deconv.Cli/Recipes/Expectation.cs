using Deconv.Cli.Options;
using Deconv.Cli.Output;
using Deconv.Imaging;
using Deconv.Psfs;

namespace Deconv.Cli.Recipes;

/// <summary>Verifies a replay: input, PSF and result must be those of the recipe. Every difference is reported with exit code 6.</summary>
/// <param name="recipe">The recipe that is replayed.</param>
internal sealed class Expectation(Recipe recipe)
{
    /// <summary>Whether the recipe states a result.</summary>
    public bool HasResult => recipe.Output is not null;

    /// <exception cref="NotTrustedException">The photograph is a different one.</exception>
    public void CheckInput(SourceFile input)
    {
        SourceFile expected = recipe.Input;
        if (expected.Width != input.Width || expected.Height != input.Height || expected.Channels != input.Channels)
        {
            throw new NotTrustedException(
                $"{input.Path} is {input.Width}×{input.Height} with {input.Channels} channels, "
                    + $"the recipe is for {expected.Width}×{expected.Height} with {expected.Channels}."
            );
        }

        if (expected.File is not null && input.File is not null && expected.File != input.File)
        {
            throw new NotTrustedException(
                $"{input.Path} is not the file of the recipe (SHA-256 {Short(input.File)}, expected {Short(expected.File)}). "
                    + $"To apply the recipe to it: deconv {recipe.Command} {ShellWords.Join([input.Path])} --recipe FILE."
            );
        }

        if (expected.Pixels != input.Pixels)
            throw new NotTrustedException(
                $"The pixels of {input.Path} differ from those of the recipe, although the file is the same: another codec or transfer function."
            );
    }

    /// <summary>Checks that the PSF in the recipe is intact, and that its text still gives the same PSF.</summary>
    /// <exception cref="NotTrustedException">The PSF differs.</exception>
    public void CheckPsf(RecipePsf psf, Func<string, Blurring> parse)
    {
        string actual = Fingerprint.Of(psf.Kernel);
        if (actual != psf.Sha256)
            throw new NotTrustedException($"The PSF in the recipe was modified (SHA-256 {Short(actual)}, expected {Short(psf.Sha256)}).");
        if (recipe.MadeBy == "blind")
            return; // estimated: the text is not a PSF
        Psf today;
        try
        {
            today = parse(psf.Spec).Psf;
        }
        catch (Exception e) when (e is InvalidPsfException or ImageFormatException)
        {
            return; // the PSF file is gone; the recipe contains its samples
        }

        if (Fingerprint.Of(today) != psf.Sha256)
            throw new NotTrustedException($"{psf.Spec} no longer gives the PSF of the recipe.");
    }

    /// <exception cref="NotTrustedException">The result differs.</exception>
    public void CheckResult(string pixels, int vectorBits)
    {
        if (recipe.Output is not { } expected || expected.Pixels == pixels)
            return;
        string why =
            recipe.NotReproducible is { } stopped ? $" The original run {stopped} and cannot be repeated exactly."
            : recipe.Version != Json.Version
                ? $" The recipe was made by version {recipe.Version}; this is version {Json.Version}. {Changed}".TrimEnd()
            : expected.VectorBits != vectorBits
                ? $" The recipe was made with {expected.VectorBits}-bit vectors, this processor has {vectorBits} bits, which round sums differently."
            : "";
        throw new NotTrustedException(
            $"The restored pixels differ from those of the recipe (SHA-256 {Short(pixels)}, expected {Short(expected.Pixels)}).{why}"
        );
    }

    private string? Changed => RecipeLanguage.Changed(recipe.Options.ToDictionary(o => o.Key, o => o.Value, StringComparer.Ordinal), recipe.Version);

    private static string Short(string hash) => hash[..Math.Min(16, hash.Length)] + "…";
}
