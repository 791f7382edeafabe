using Deconv.Cli.Options.Fields;
using Deconv.Cli.Output;
using Deconv.Imaging;
using Deconv.Psfs;

namespace Deconv.Cli.Jobs.Psfs;

/// <summary>Shows a field as numbers and as a map.</summary>
/// <param name="request">The field.</param>
/// <param name="png">File for the map, or null.</param>
internal sealed class FieldShowJob(PsfFieldRequest request, string? png)
{
    /// <summary>Smallest side of the map, in pixels.</summary>
    private const int Side = 640;

    /// <summary>Returns the exit code.</summary>
    public int Run(JobIo io)
    {
        PsfOutput.Check(png, request.Force);
        (PsfField field, Shape frame) = request.Read();
        if (request.Json)
            io.Output.WriteLine(FieldReport.ToJson("psf field show", request.Spec, field, frame));
        else
            FieldReport.Describe(field, frame, io.Output);
        if (png is null)
            return ExitCode.Ok;
        int samples = Math.Max(field.Rows.Count * field.Shape.Height, field.Columns.Count * field.Shape.Width);
        using var photograph = new Photograph(FieldMap.Draw(field, Math.Max(1, Side / samples)))
        {
            Depth = SampleDepth.UInt8,
            Transfer = TransferFunction.Linear,
        };
        ImageFile.Save(photograph, png, new SaveOptions { Overwrite = request.Force, Transfer = TransferFunction.Linear });
        return ExitCode.Ok;
    }
}
