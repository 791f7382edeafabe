using System.CommandLine;
using Deconv.Cli.Jobs.Psfs;
using Deconv.Cli.Options;
using Deconv.Psfs.Measurement;

namespace Deconv.Cli.Commands.Psfs;

/// <summary>deconv psf from-point: measures the blur on a small light.</summary>
internal static class PsfFromPointCommand
{
    public static Command Create()
    {
        var options = new PsfFileOptions();
        Setting<int[]> at = Places.Whole(
            "--at",
            "Pixel near the point: column and row, counted from 0. The brightest sample within a quarter of --size is used.",
            "X,Y"
        );
        Setting<int> size = Settings.Whole(
            "--size",
            $"Width and height of the PSF, odd, {PointSource.MinSize} to {PointSource.MaxSize}. "
                + "Choose a little more than the extent of the blur.",
            "N",
            int.MinValue,
            int.MaxValue,
            "--size takes a whole number.",
            31
        );
        var command = new Command(
            "from-point",
            """
            Measure the PSF on a small bright spot: a star, a distant lamp or a glint.

            The background is subtracted, samples within the noise are set to zero, and the PSF is centered on its center of mass. The spot must
            be smaller than the blur and must not be clipped.

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
                photograph => Measurements.Point(photograph, place[0], place[1], side)
            ).Run(parsed.Io());
        });
        return command;
    }
}
