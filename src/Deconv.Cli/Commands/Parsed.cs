using System.CommandLine;
using Deconv.Cli.Jobs;
using Deconv.Cli.Options;
using Deconv.Cli.Output;
using Deconv.Cli.Recipes;
using Deconv.Imaging;

namespace Deconv.Cli.Commands;

/// <summary>Converts the parser's result to what jobs need.</summary>
internal static class Parsed
{
    public static JobIo Io(this ParseResult parsed) => new(parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);

    /// <summary>The command line, quoted for a shell.</summary>
    public static string Line(this ParseResult parsed) => ShellWords.Join(["deconv", .. parsed.Tokens.Select(t => t.Value)]);

    /// <summary>The options, including those of an applied recipe: defaults, overridden by the recipe, overridden by the command line.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="record">The recipe options.</param>
    /// <exception cref="UsageException">The recipe is for another command, or it does not contain the choice.</exception>
    /// <exception cref="ImageFormatException">It cannot be read.</exception>
    public static AppliedRecipe Apply(this ParseResult parsed, RecordOptions record)
    {
        var given = new Given(parsed);
        if (given.Of(record.Apply) is not { } file)
            return new(given, null, null, true);
        Recipe recipe = RecipeReader.Load(file);
        string command = parsed.CommandResult.Command.Name;
        if (command != recipe.Command)
            throw new UsageException(
                $"{file} is a recipe for 'deconv {recipe.Command}', not for 'deconv {command}'. Use 'deconv {recipe.Command} --recipe'."
            );
        int? pick = given.Of(record.Pick);
        return new(given.With(recipe.Words(pick)), recipe, recipe.PsfOf(pick), given.Of(record.Measure));
    }
}

/// <summary>A command line with the recipe it applies.</summary>
/// <param name="Given">The options of both.</param>
/// <param name="Recipe">The recipe; null for none.</param>
/// <param name="Psf">Of the recipe, or null.</param>
/// <param name="MeasureAnew">Whether the automatic values are computed, rather than taken from the recipe.</param>
internal sealed record AppliedRecipe(Given Given, Recipe? Recipe, RecipePsf? Psf, bool MeasureAnew);
