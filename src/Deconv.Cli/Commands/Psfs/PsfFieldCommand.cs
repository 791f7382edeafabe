using System.CommandLine;
using Deconv.Cli.Jobs.Psfs;
using Deconv.Cli.Options;
using Deconv.Cli.Options.Fields;

namespace Deconv.Cli.Commands.Psfs;

/// <summary>deconv psf field: blur that differs across the frame.</summary>
internal static class PsfFieldCommand
{
    public static Command Create() =>
        new(
            "field",
            """
            Make, show, check or convert a blur that differs across the frame. 'deconv help field' says how it is written.

            Examples:
              deconv psf field make "gaussian:0.6 center, gaussian:1.8 corner" --frame 6000x4000 -o lens.json
              deconv psf field show roll:1 --png map.png
              deconv psf field check lens.json --image shot.jpg
              deconv deblur shot.jpg -p field:lens.json
            """
        )
        {
            Make(),
            Show(),
            Check(),
            Convert(),
        };

    private static Command Make()
    {
        var options = new PsfFieldOptions();
        var command = new Command(
            "make",
            """
            Write a field to a file, which any photograph of the same camera can use.

            Example:
              deconv psf field make "gaussian:0.6 center, gaussian:1.8 corner" --frame 6000x4000 -o lens.json
            """
        )
        {
            options.Spec,
            options.File,
            options.Size,
            options.Count,
            options.Force,
            options.Json,
        };
        command.SetAction(parsed =>
        {
            var given = new Given(parsed);
            return new FieldWriteJob("psf field make", options.Bind(given), given.Of(options.File)!).Run(parsed.Io());
        });
        return command;
    }

    private static Command Show()
    {
        var options = new PsfFieldOptions();
        var command = new Command(
            "show",
            """
            Print the width of the PSF of every place, and draw a map.

            Examples:
              deconv psf field show roll:1 --frame 1024x768 --png map.png
              deconv psf field show lens.json --json
            """
        )
        {
            options.Spec,
            options.Size,
            options.Count,
            options.Png,
            options.Force,
            options.Json,
        };
        command.SetAction(parsed =>
        {
            var given = new Given(parsed);
            return new FieldShowJob(options.Bind(given), given.Of(options.Png)).Run(parsed.Io());
        });
        return command;
    }

    private static Command Check()
    {
        var options = new PsfFieldOptions();
        var command = new Command(
            "check",
            """
            Test on a photograph whether the PSF of every place explains it better than the PSF of the middle.

            Example:
              deconv psf field check lens.json --image shot.jpg
            """
        )
        {
            options.Spec,
            options.Photograph,
            options.Count,
            options.Json,
        };
        command.SetAction(parsed =>
        {
            var given = new Given(parsed);
            string image =
                given.Of(options.Photograph)
                ?? throw new UsageException($"Give the photograph, for example: deconv psf field check {given.Of(options.Spec)} --image shot.jpg");
            return new FieldCheckJob(options.Bind(given), image).Run(parsed.Io());
        });
        return command;
    }

    private static Command Convert()
    {
        var options = new PsfFieldOptions();
        var command = new Command(
            "convert",
            """
            Convert a field between one JSON file and a picture of all its PSFs with a small JSON file of their places beside it.

            Examples:
              deconv psf field convert lens.json kernels.tif     (writes kernels.tif and kernels.tif.json)
              deconv psf field convert kernels.tif.json lens.json
            """
        )
        {
            options.Spec,
            options.To,
            options.Size,
            options.Force,
            options.Json,
        };
        command.SetAction(parsed =>
        {
            var given = new Given(parsed);
            return new FieldWriteJob("psf field convert", options.Bind(given), given.Of(options.To)).Run(parsed.Io());
        });
        return command;
    }
}
