using System.CommandLine;
using Deconv.Cli.Jobs;
using Deconv.Cli.Options;

namespace Deconv.Cli.Commands;

/// <summary>deconv replay: runs a recipe again on its own photograph and verifies the result.</summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        var options = new ReplayOptions();
        var command = new Command(
            "replay",
            """
            Run a recipe again and verify that the result is the same, bit for bit.

            The photograph, the PSF and every restored pixel must be those of the recipe, with any number of threads. If one of them differs,
            the message says which, and the exit code is 6.

            Examples:
              deconv replay shot.recipe.json                   (verifies, writes nothing)
              deconv replay shot.recipe.json -o again.png
              deconv replay try.recipe.json --pick 4           (the fourth value of a sweep, on the whole photograph)
              deconv replay try.png.recipe.json --pick 2       (the second candidate of 'deconv blind --candidates try.png')
            """
        );
        options.AddTo(command);
        command.SetAction(parsed => new ReplayJob(options.Bind(new(parsed)), parsed.Line()).Run(parsed.Io()));
        return command;
    }
}
