using System.CommandLine;
using Deconv.Cli.Jobs;
using Deconv.Cli.Options;

namespace Deconv.Cli.Commands;

/// <summary>deconv sweep: several values on a crop, to look at and to choose from.</summary>
internal static class SweepCommand
{
    public static Command Create()
    {
        var options = new SweepOptions();
        var command = new Command(
            "sweep",
            """
            Try several values on a crop: a labeled contact sheet to look at, a table, and a recipe to restore the whole picture with the one
            you pick. Frames mark what the rules choose; the yellow one is the one to take if nobody looks.

            Examples:
              deconv sweep shot.tif -p disk:3 --lambda 1e-5..1e-2:7 --sheet try.png
              deconv sweep shot.tif -p disk:3 --psf-range r=2..5:7              (then: deconv replay shot-sweep.png.recipe.json --pick 4)
              deconv sweep plate.png -p motion:20,30 --psf-range angle=0..75:6 --crop 400,300,256,256
            """
        );
        options.AddTo(command);
        command.SetAction(parsed => new SweepJob(options.Bind(new(parsed))).Run(parsed.Io()));
        return command;
    }
}
