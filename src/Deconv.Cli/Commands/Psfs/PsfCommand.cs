using System.CommandLine;

namespace Deconv.Cli.Commands.Psfs;

/// <summary>deconv psf: make, measure, check, show and convert point spread functions.</summary>
internal static class PsfCommand
{
    public static Command Create() =>
        new(
            "psf",
            $"""
            Make, measure, check, show or convert a PSF.

            A PSF is written as one word:

            {string.Join("\n", Catalog.Psfs.Select(g => $"  {g.Example.PadRight(36)}{g.Summary}"))}
              kernel.png                          a file: png, pfm, txt, csv, npy or tif
              file:kernel.png,center=centroid     a file with options: scale=F, center=auto|peak|centroid|geometric
              "disk:3*gaussian:0.6"               one blur after the other
              field:lens.json                     a blur that differs across the frame: see 'deconv help field'

            Lengths are in pixels, angles in degrees counter-clockwise from the right. A PSF may have any size. It is integrated over the pixels,
            scaled to sum 1 and applied by convolution (not correlation).

            Examples:
              deconv psf show motion:15,30
              deconv psf estimate shake.jpg -o kernel.tif
              deconv psf from-point night.jpg --at 812,440 --size 41 -o lamp.tif
              deconv psf from-edge scan.tif --box 300,200,60,60 -o scanner.txt
              deconv psf check kernel.png --image shot.jpg --fix better.txt
            """
        )
        {
            PsfMakeCommand.Create(),
            PsfEstimateCommand.Create(),
            PsfFromPointCommand.Create(),
            PsfFromEdgeCommand.Create(),
            PsfCheckCommand.Create(),
            PsfShowCommand.Create(),
            PsfConvertCommand.Create(),
            PsfFieldCommand.Create(),
        };
}
