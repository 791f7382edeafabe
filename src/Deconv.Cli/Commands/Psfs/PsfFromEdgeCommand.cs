using System.CommandLine;
using System.Globalization;
using Deconv.Cli.Options;
using Deconv.Cli.Output;
using Deconv.Psfs.Measurement;

namespace Deconv.Cli.Commands.Psfs;

/// <summary>deconv psf from-edge: a straight edge in a picture shows the blur across it.</summary>
internal static class PsfFromEdgeCommand
{
    public static Command Create()
    {
        var image = new Argument<string>("IMAGE") { Description = "The blurred picture." };
        var box = new Option<(int Left, int Top, Shape Shape)?>("--box")
        {
            Description =
                $"Rectangle with one straight, slanted edge between an even dark and an even bright area: column and row of its top left pixel, width, height; at least {SlantedEdge.SmallestBox} pixels each.",
            HelpName = "X,Y,W,H",
            Required = true,
            CustomParser = r =>
                Coordinates.Numbers(r, "--box", 4) is [var x, var y, var w, var h] ? ((int)x, (int)y, new Shape((int)h, (int)w)) : null,
        };
        var input = new InputOptions();
        var output = new PsfOutput();
        Option<bool> json = new RunOptions().Json;
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
            image,
            box,
            output.File,
            output.Force,
            input.Transfer,
            json,
        };
        command.SetAction(parsed =>
            MeasuredPsf.Run(
                parsed,
                "psf from-edge",
                parsed.GetValue(image)!,
                output,
                input,
                json,
                picture =>
                {
                    (int left, int top, Shape shape) = parsed.GetValue(box)!.Value;
                    EdgeMeasurement found = SlantedEdge.Measure(picture.Color, top, left, shape, RestoreOptions.SaturationLevel("auto", picture));
                    List<string> lines =
                    [
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"Edge at {found.Angle:F1}°: full width at half maximum {found.Fwhm:F2} px, rms radius {found.RmsRadius:F2} px (as gaussian:{found.RmsRadius / Math.Sqrt(2):F2} or disk:{found.RmsRadius * Math.Sqrt(2):F2}), contrast {found.Contrast:G3}, misfit {found.Misfit:P1}"
                        ),
                    ];
                    if (found.Clipped)
                        lines.Add("  note: The bright side is clipped, which makes the edge look narrower. A darker edge tells more.");
                    if (found.Misfit > 0.05)
                        lines.Add("  note: The box does not look like one blurred edge. Choose one with even areas on both sides.");
                    return new(
                        found.Psf,
                        lines,
                        w =>
                        {
                            w.WriteFinite("angle", found.Angle);
                            w.WriteFinite("fwhm", found.Fwhm);
                            w.WriteFinite("contrast", found.Contrast);
                            w.WriteFinite("misfit", found.Misfit);
                            w.WriteBoolean("clipped", found.Clipped);
                        }
                    );
                }
            )
        );
        return command;
    }
}
