using System.CommandLine;
using System.Globalization;
using Deconv.Cli.Options;
using Deconv.Cli.Output;
using Deconv.Psfs.Measurement;

namespace Deconv.Cli.Commands.Psfs;

/// <summary>deconv psf from-point: a small light in a picture shows the blur.</summary>
internal static class PsfFromPointCommand
{
    public static Command Create()
    {
        var image = new Argument<string>("IMAGE") { Description = "The blurred picture." };
        var at = new Option<(double X, double Y)?>("--at")
        {
            Description = "Pixel near the point: column and row, from 0. The brightest sample within a quarter of the size is taken.",
            HelpName = "X,Y",
            Required = true,
            CustomParser = r => Coordinates.Numbers(r, "--at", 2) is [var x, var y] ? (x, y) : null,
        };
        var size = new Option<int>("--size")
        {
            Description = $"Width and height of the PSF, odd, {PointSource.SmallestSize} to {PointSource.LargestSize}: a little more than the blur.",
            HelpName = "N",
            DefaultValueFactory = _ => 31,
        };
        var input = new InputOptions();
        var output = new PsfOutput();
        Option<bool> json = new RunOptions().Json;
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
            image,
            at,
            size,
            output.File,
            output.Force,
            input.Transfer,
            json,
        };
        command.SetAction(parsed =>
            MeasuredPsf.Run(
                parsed,
                "psf from-point",
                parsed.GetValue(image)!,
                output,
                input,
                json,
                picture =>
                {
                    (double x, double y) = parsed.GetValue(at)!.Value;
                    PointMeasurement found = PointSource.Measure(
                        picture.Color,
                        x,
                        y,
                        parsed.GetValue(size),
                        RestoreOptions.SaturationLevel("auto", picture)
                    );
                    List<string> lines =
                    [
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"Point at {found.Column},{found.Row}: {found.Peak:G3} above a background of {found.Background:G3} with noise {found.Noise:G2}, rms radius {found.Psf.Diagnose().RmsRadius:F2} px"
                        ),
                    ];
                    if (found.Clipped)
                        lines.Add("  note: The point is clipped, so its middle is flatter than the blur. A fainter one tells more.");
                    if (found.CutShare > 0.02)
                        lines.Add(
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"  note: {found.CutShare:P0} of its light lies outside. Use a larger --size."
                            )
                        );
                    return new(
                        found.Psf,
                        lines,
                        w =>
                        {
                            w.WriteNumber("x", found.Column);
                            w.WriteNumber("y", found.Row);
                            w.WriteFinite("background", found.Background);
                            w.WriteFinite("noise", found.Noise);
                            w.WriteFinite("peak", found.Peak);
                            w.WriteFinite("cutShare", found.CutShare);
                            w.WriteBoolean("clipped", found.Clipped);
                        }
                    );
                }
            )
        );
        return command;
    }
}
