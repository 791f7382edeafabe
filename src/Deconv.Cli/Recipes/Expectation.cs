using Deconv.Cli.Output;
using Deconv.Imaging;
using Deconv.Psfs;

namespace Deconv.Cli.Recipes;

/// <summary>What a replay must find: the input, the PSF and the result of a recipe. Every difference is exit code 6, named.</summary>
/// <param name="recipe">What is replayed.</param>
internal sealed class Expectation(Recipe recipe)
{
    /// <summary>Whether the result can be held against something.</summary>
    public bool HasResult => recipe.Output is not null;

    /// <exception cref="NotTrustedException">The picture is another.</exception>
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
                    + $"To restore it in the same way: deconv {recipe.Command} {ShellWords.Join([input.Path])} --recipe FILE."
            );
        }

        if (expected.Pixels != input.Pixels)
            throw new NotTrustedException(
                $"The pixels of {input.Path} are not read as those of the recipe were: another --transfer, or another codec."
            );
    }

    /// <summary>The PSF of the recipe is whole, and what its words make today is still the same.</summary>
    /// <exception cref="NotTrustedException">It is not.</exception>
    public void CheckPsf(RecipePsf psf, Func<string, Psf> parse)
    {
        string actual = Fingerprint.Of(psf.Kernel);
        if (actual != psf.Sha256)
            throw new NotTrustedException($"The PSF in the recipe was changed (SHA-256 {Short(actual)}, expected {Short(psf.Sha256)}).");
        if (recipe.MadeBy == "blind")
            return; // found, not named
        Psf today;
        try
        {
            today = parse(psf.Spec);
        }
        catch (Exception e) when (e is InvalidPsfException or ImageFormatException)
        {
            return; // a file that is gone: the recipe has its samples
        }

        if (Fingerprint.Of(today) != psf.Sha256)
            throw new NotTrustedException($"The PSF {psf.Spec} is not the one of the recipe any more.");
    }

    /// <exception cref="NotTrustedException">The result is another.</exception>
    public void CheckResult(string pixels, int vectorBits)
    {
        if (recipe.Output is not { } expected || expected.Pixels == pixels)
            return;
        string why =
            recipe.NotReproducible is { } stopped ? $" The run {stopped}, which cannot be repeated exactly."
            : recipe.Version != Json.Version ? $" It was made by version {recipe.Version}, this is {Json.Version}. {Changed}".TrimEnd()
            : expected.VectorBits != vectorBits
                ? $" It was made with vectors of {expected.VectorBits} bits, this processor has {vectorBits}: sums are rounded differently."
            : "";
        throw new NotTrustedException(
            $"The restored pixels are not those of the recipe (SHA-256 {Short(pixels)}, expected {Short(expected.Pixels)}).{why}"
        );
    }

    private string? Changed => RecipeLanguage.Changed(recipe.Options.ToDictionary(o => o.Key, o => o.Value, StringComparer.Ordinal), recipe.Version);

    private static string Short(string hash) => hash[..Math.Min(16, hash.Length)] + "…";
}
