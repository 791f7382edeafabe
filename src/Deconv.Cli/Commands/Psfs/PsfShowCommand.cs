using System.CommandLine;
using Deconv.Cli.Options;
using Deconv.Imaging;
using Deconv.Psfs;

namespace Deconv.Cli.Commands.Psfs;

/// <summary>deconv psf show: what a PSF looks like.</summary>
internal static class PsfShowCommand
{
    /// <summary>Pictures are made at least this large.</summary>
    private const int Side = 320;

    public static Command Create()
    {
        Argument<string> spec = PsfText.Spec();
        Option<bool> json = new RunOptions().Json,
            force = new PsfOutput().Force;
        var picture = new Option<string?>("--png")
        {
            Description = "Draw it as a picture too, large, with faint parts raised (square root).",
            HelpName = "FILE",
        };
        var command = new Command(
            "show",
            "Draw a PSF on the terminal with its statistics.\n\nExamples:\n  deconv psf show motion:15,30\n  deconv psf show kernel.tif --png kernel-large.png"
        )
        {
            spec,
            picture,
            force,
            json,
        };
        command.SetAction(parsed =>
        {
            string? path = parsed.GetValue(picture);
            if (path is not null)
                PsfOutput.Check(path, parsed.GetValue(force));
            Psf psf = Parsing.Psf(parsed.GetValue(spec)!, LoadOptions.Default);
            TextWriter output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
                output.WriteLine(PsfText.ToJson("psf show", parsed.GetValue(spec)!, psf));
            else
            {
                PsfText.Draw(psf, output);
                PsfText.Describe(psf, output);
            }

            if (path is not null)
                Save(psf, path, parsed.GetValue(force));
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Save(Psf psf, string path, bool force)
    {
        int zoom = Math.Max(1, (Side + Math.Max(psf.Shape.Height, psf.Shape.Width) - 1) / Math.Max(psf.Shape.Height, psf.Shape.Width));
        var shape = new Shape(psf.Shape.Height * zoom, psf.Shape.Width * zoom);
        float largest = 0;
        foreach (float v in psf.Samples)
            largest = Math.Max(largest, v);
        var plane = new PlanarImage(shape, 1);
        for (int y = 0; y < shape.Height; y++)
        for (int x = 0; x < shape.Width; x++)
            plane[0][(y * shape.Width) + x] = MathF.Sqrt(Math.Max(0, psf.Samples[(y / zoom * psf.Shape.Width) + (x / zoom)]) / largest);
        using var photograph = new Photograph(plane) { Depth = SampleDepth.UInt8, Transfer = TransferFunction.Linear };
        ImageFile.Save(photograph, path, new SaveOptions { Overwrite = force, Transfer = TransferFunction.Linear });
    }
}
