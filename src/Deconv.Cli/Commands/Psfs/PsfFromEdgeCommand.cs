using System.CommandLine;
using Deconv.Cli.Jobs.Psfs;
using Deconv.Cli.Options;
using Deconv.Psfs.Measurement;

namespace Deconv.Cli.Commands.Psfs;

/// <summary>deconv psf from-edge: a straight edge in a picture shows the blur across it.</summary>
internal static class PsfFromEdgeCommand
{
    public static Command Create()
    {
        var options = new PsfFileOptions();
        Setting<int[]> box = Places.Whole(
            "--box",
            "Rectangle with one straight, slanted edge between an even dark and an even bright area: column and row of its top left pixel, width, "
                + $"height; at least {SlantedEdge.MinBoxSize} pixels each.",
            "X,Y,WIDTH,HEIGHT"
        );
        var command = new Command(
            "from-edge",
            """
            Take the PSF from a straight edge, slanted by 2 degrees or more: of a building, a sheet of paper, a test chart. Tells the width of the
            blur across the edge and takes it for round: right for focus, lens and scanner, wrong for motion.

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
            return new PsfMeasureJob("psf from-edge", options.Bind(given, options.Image), picture => Measurements.Edge(picture, region)).Run(
                parsed.Io()
            );
        });
        return command;
    }
}
