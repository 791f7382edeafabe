using Deconv.Cli.Options.Fields;
using Deconv.Cli.Output;
using Deconv.Imaging;
using Deconv.Psfs;

namespace Deconv.Cli.Jobs.Psfs;

/// <summary>Writes a field to a file: 'psf field make' and 'psf field convert'.</summary>
/// <param name="command">Name of the command.</param>
/// <param name="request">The field.</param>
/// <param name="target">The file.</param>
internal sealed class FieldWriteJob(string command, PsfFieldRequest request, string target)
{
    private bool IsJson => Path.GetExtension(target).Equals(".json", StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns the exit code.</summary>
    public int Run(JobIo io)
    {
        PsfOutput.Check(target, request.Force);
        string places = target + ".json";
        if (!IsJson)
            PsfOutput.Check(places, request.Force);
        (PsfField field, Shape frame) = request.Read();
        if (IsJson)
            PsfFieldFile.Save(field, frame, target, request.Force);
        else
            foreach (string warning in PsfFieldFile.SaveMosaic(field, frame, target, places, request.Force))
                io.Error.WriteLine($"  note: {warning}");
        string size = $"{field.Columns.Count}×{field.Rows.Count} PSFs of {field.Shape.Width}×{field.Shape.Height}";
        io.Error.WriteLine($"{request.Spec} → {target}  {size}");
        if (request.Json)
            io.Output.WriteLine(FieldReport.ToJson(command, request.Spec, field, frame, w => w.WriteString("output", target)));
        return ExitCode.Ok;
    }
}
