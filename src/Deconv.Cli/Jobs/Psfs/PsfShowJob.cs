using Deconv.Cli.Options;
using Deconv.Cli.Output;
using Deconv.Imaging;
using Deconv.Psfs;

namespace Deconv.Cli.Jobs.Psfs;

/// <summary>Draws a PSF.</summary>
/// <param name="request">The PSF.</param>
/// <param name="png">File for an image of the PSF, or null.</param>
internal sealed class PsfShowJob(PsfFileRequest request, string? png)
{
    /// <summary>Smallest side of the image, in pixels.</summary>
    private const int Side = 320;

    /// <summary>Returns the exit code.</summary>
    public int Run(JobIo io)
    {
        PsfOutput.Check(png, request.Force);
        Psf psf = PsfSpec.Parse(request.Subject);
        if (request.Json)
            io.Output.WriteLine(PsfReport.ToJson("psf show", request.Subject, psf));
        else
        {
            PsfReport.Draw(psf, io.Output);
            PsfReport.Describe(psf, io.Output);
        }

        if (png is not null)
            Save(psf, png);
        return ExitCode.Ok;
    }

    private void Save(Psf psf, string path)
    {
        int longer = Math.Max(psf.Shape.Height, psf.Shape.Width),
            zoom = Math.Max(1, (Side + longer - 1) / longer);
        var shape = new Shape(psf.Shape.Height * zoom, psf.Shape.Width * zoom);
        float largest = 0;
        foreach (float v in psf.Samples)
            largest = Math.Max(largest, v);
        var plane = new PlanarImage(shape, 1);
        for (int y = 0; y < shape.Height; y++)
        for (int x = 0; x < shape.Width; x++)
            plane[0][(y * shape.Width) + x] = MathF.Sqrt(Math.Max(0, psf.Samples[(y / zoom * psf.Shape.Width) + (x / zoom)]) / largest);
        using var photograph = new Photograph(plane) { Depth = SampleDepth.UInt8, Transfer = TransferFunction.Linear };
        ImageFile.Save(photograph, path, new SaveOptions { Overwrite = request.Force, Transfer = TransferFunction.Linear });
    }
}
