using System.CommandLine;
using Deconv.Cli.Jobs;
using Deconv.Cli.Options;

namespace Deconv.Cli.Commands;

/// <summary>deconv sweep: restores a crop with several values of one parameter.</summary>
internal static class SweepCommand
{
    public static Command Create()
    {
        var options = new SweepOptions();
        var command = new Command(
            "sweep",
            """
            Restore a crop with several values of one parameter and compare them on a contact sheet.

            A table and a recipe are written as well. 'deconv replay RECIPE --pick N' restores the whole photograph with value N. Frames mark
            the values that the selection rules choose; the yellow frame marks the recommended one.

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
