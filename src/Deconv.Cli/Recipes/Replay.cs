using Deconv.Imaging;
using Deconv.Psfs;

namespace Deconv.Cli.Recipes;

/// <summary>Whether what a recipe says is what is there: every difference is exit code 6, named.</summary>
internal static class Replay
{
    /// <summary>What was read, with its fingerprints.</summary>
    public static RecipeInput Describe(string path, Photograph photograph) =>
        new(
            path,
            path == "-" ? null : Fingerprint.OfFile(path),
            Fingerprint.Of(photograph.Color),
            photograph.Shape.Width,
            photograph.Shape.Height,
            photograph.Color.Count
        );

    /// <exception cref="NotTrustedException">The picture is another.</exception>
    public static void CheckInput(Recipe recipe, RecipeInput input)
    {
        RecipeInput expected = recipe.Input;
        if (expected.Width != input.Width || expected.Height != input.Height || expected.Channels != input.Channels)
            throw new NotTrustedException(
                $"{input.Path} is {input.Width}×{input.Height} with {input.Channels} channels, the recipe is for {expected.Width}×{expected.Height} with {expected.Channels}."
            );
        if (expected.File is not null && input.File is not null && expected.File != input.File)
            throw new NotTrustedException(
                $"{input.Path} is not the file of the recipe (SHA-256 {input.File[..16]}…, expected {expected.File[..Math.Min(16, expected.File.Length)]}…). To restore it in the same way: deconv {recipe.Command} \"{input.Path}\" --recipe FILE."
            );
        if (expected.Pixels != input.Pixels)
            throw new NotTrustedException(
                $"The pixels of {input.Path} are not read as those of the recipe were: another --transfer, or another codec."
            );
    }

    /// <summary>The PSF of the recipe is whole, and what its words make today is still the same.</summary>
    /// <exception cref="NotTrustedException">It is not.</exception>
    public static void CheckPsf(RecipePsf psf, Func<string, Psf> parse)
    {
        string actual = Fingerprint.Of(psf.Kernel);
        if (actual != psf.Sha256)
            throw new NotTrustedException(
                $"The PSF in the recipe was changed (SHA-256 {actual[..16]}…, expected {psf.Sha256[..Math.Min(16, psf.Sha256.Length)]}…)."
            );
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
    public static void CheckResult(Recipe recipe, string pixels, int vectorBits)
    {
        if (recipe.Output is not { } expected || expected.Pixels == pixels)
            return;
        string why =
            recipe.NotReproducible is { } stopped ? $" The run {stopped}, which cannot be repeated exactly."
            : recipe.Version != Output.Json.Version ? $" It was made by version {recipe.Version}, this is {Output.Json.Version}."
            : expected.VectorBits != vectorBits
                ? $" It was made with vectors of {expected.VectorBits} bits, this processor has {vectorBits}: sums are rounded differently."
            : "";
        throw new NotTrustedException(
            $"The restored pixels are not those of the recipe (SHA-256 {pixels[..16]}…, expected {expected.Pixels[..Math.Min(16, expected.Pixels.Length)]}…).{why}"
        );
    }
}
