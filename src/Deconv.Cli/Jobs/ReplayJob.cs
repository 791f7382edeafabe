using Deconv.Cli.Options;
using Deconv.Cli.Recipes;

namespace Deconv.Cli.Jobs;

/// <summary>Replays a recipe on its own photograph and verifies the result.</summary>
/// <param name="request">The request.</param>
/// <param name="commandLine">The command line, as text.</param>
internal sealed class ReplayJob(ReplayRequest request, string commandLine)
{
    /// <summary>Returns the exit code.</summary>
    public int Run(JobIo io)
    {
        Recipe recipe = RecipeReader.Load(request.Recipe);
        Given words = Given.ByRecipe(recipe.Words(request.Pick));
        var settings = new RestoreSettings(RestoreCommands.Suffix(recipe.Command), psfGiven: false, RestoreCommands.Defaults(recipe.Command));
        RestoreSettingsRequest asked = settings.Bind(words);
        RestoreRequest restore = asked.Restore with
        {
            Model = asked.Restore.Model with { Control = asked.Restore.Model.Control with { Threads = request.Run.Threads } },
        };
        asked = asked with
        {
            Input = asked.Input with { Paths = [request.Input ?? Find(recipe.Input.Path)] },
            Restore = restore,
            Output = asked.Output with
            {
                Path = request.Output,
                Force = request.Force,
                Format = request.Format,
                Save = asked.Output.Save with { Overwrite = request.Force },
            },
            Record = new(request.SaveRecipe, request.Report),
            Run = request.Run,
            AcceptAnyway = true, // who made the recipe has seen the result
        };
        RecipePsf psf =
            recipe.PsfOf(request.Pick)
            ?? throw new UsageException("The recipe contains no PSF, so it cannot be replayed. Write a new one with --save-recipe.");
        return new RestoreJob(recipe.Command, asked, new GivenPsf(psf.Over), commandLine)
        {
            Automatic = recipe.Automatic,
            Stretch = recipe.Stretch,
            Estimated = recipe.OffersCandidates,
            Expected = new(recipe),
            ExpectedPsf = psf,
            Writes = recipe.Picks.Count > 0 || request.Output is not null,
        }.Run(io);
    }

    /// <summary>Path of the photograph.</summary>
    private string Find(string path)
    {
        if (path == "-")
            throw new UsageException("The recipe was made from standard input. Give the photograph with --input FILE.");
        if (File.Exists(path))
            return path;
        string beside = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(request.Recipe)) ?? "", Path.GetFileName(path));
        return File.Exists(beside) ? beside : throw new UsageException($"{path} no longer exists. Give the photograph with --input FILE.");
    }
}
