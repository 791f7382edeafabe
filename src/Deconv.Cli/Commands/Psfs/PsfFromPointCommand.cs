using System.CommandLine;
using Deconv.Cli.Jobs.Psfs;
using Deconv.Cli.Options;
using Deconv.Psfs.Measurement;

namespace Deconv.Cli.Commands.Psfs;

/// <summary>deconv psf from-point: a small light in a picture shows the blur.</summary>
internal static class PsfFromPointCommand
{
    public static Command Create()
    {
        var options = new PsfFileOptions();
        Setting<int[]> at = Places.Whole(
            "--at",
            "Pixel near the point: column and row, from 0. The brightest sample within a quarter of the size is taken.",
            "X,Y"
        );
        Setting<int> size = Settings.Whole(
            "--size",
            $"Width and height of the PSF, odd, {PointSource.MinSize} to {PointSource.MaxSize}: a little more than the blur.",
            "N",
            int.MinValue,
            int.MaxValue,
            "--size takes a whole number.",
            31
        );
        var command = new Command(
            "from-point",
            """
            Take the PSF from a small bright spot: a star, a distant lamp, a glint. The background is subtracted, noise is set to zero, the center of
            mass is moved to the middle. The spot must be smaller than the blur and not clipped.

            Examples:
              deconv psf from-point night.jpg --at 812,440 --size 41 -o lamp.tif
              deconv deblur night.jpg -p lamp.tif
            """
        )
        {
            options.Image,
            at,
            size,
            options.File,
            options.Force,
            options.Transfer,
            options.Json,
        };
        command.SetAction(parsed =>
        {
            var given = new Given(parsed);
            (int[] place, int side) = (given.Of(at), given.Of(size));
            return new PsfMeasureJob(
                "psf from-point",
                options.Bind(given, options.Image),
                picture => Measurements.Point(picture, place[0], place[1], side)
            ).Run(parsed.Io());
        });
        return command;
    }
}
