using System.CommandLine;
using Deconv.Cli.Jobs;
using Deconv.Cli.Options;

namespace Deconv.Cli.Commands;

/// <summary>deconv replay: a recipe again, on its own picture.</summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        var options = new ReplayOptions();
        var command = new Command(
            "replay",
            """
            Run a recipe again and verify it: the picture and the PSF must be those of the recipe, and every restored pixel the same, bit for bit,
            with any number of threads. What differs is named, with exit code 6.

            Examples:
              deconv replay shot.recipe.json                   (verifies, writes nothing)
              deconv replay shot.recipe.json -o again.png
              deconv replay try.recipe.json --pick 4           (the fourth of a sweep, on all of the picture)
            """
        );
        options.AddTo(command);
        command.SetAction(parsed => new ReplayJob(options.Bind(new(parsed)), parsed.Line()).Run(parsed.Io()));
        return command;
    }
}
