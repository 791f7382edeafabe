using System.CommandLine;
using Deconv.Cli.Jobs.Psfs;
using Deconv.Cli.Options;
using Deconv.Psfs.Measurement;

namespace Deconv.Cli.Commands.Psfs;

/// <summary>deconv psf from-edge: measures the blur across a straight edge.</summary>
internal static class PsfFromEdgeCommand
{
    public static Command Create()
    {
        var options = new PsfFileOptions();
        Setting<int[]> box = Places.Whole(
            "--box",
            "Rectangle with one straight, slanted edge between a uniform dark and a uniform bright area: column and row of the top left pixel, "
                + $"width and height. Width and height are at least {SlantedEdge.MinBoxSize} pixels.",
            "X,Y,WIDTH,HEIGHT"
        );
        var command = new Command(
            "from-edge",
            """
            Measure the PSF on a straight edge that is slanted by at least 2 degrees: of a building, a sheet of paper or a test chart.

            The width of the blur is measured across the edge, and the PSF is assumed to be round. That is right for defocus, lenses and
            scanners, and wrong for motion.

            Examples:
              deconv psf from-edge scan.tif --box 300,200,60,60 -o scanner.txt
              deconv deblur scan.tif -p scanner.txt
            """
        )
        {
            options.Image,
            box,
            options.File,
            options.Force,
            options.Transfer,
            options.Json,
        };
        command.SetAction(parsed =>
        {
            var given = new Given(parsed);
            int[] place = given.Of(box);
            var region = new Region(place[0], place[1], new(place[3], place[2]));
            return new PsfMeasureJob("psf from-edge", options.Bind(given, options.Image), photograph => Measurements.Edge(photograph, region)).Run(
                parsed.Io()
            );
        });
        return command;
    }
}
