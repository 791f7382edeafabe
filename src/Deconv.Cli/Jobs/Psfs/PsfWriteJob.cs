using Deconv.Cli.Options;
using Deconv.Cli.Output;
using Deconv.Psfs;

namespace Deconv.Cli.Jobs.Psfs;

/// <summary>Writes a PSF to a file: 'psf make' and 'psf convert'.</summary>
/// <param name="command">Name of the command.</param>
/// <param name="request">The PSF and the file.</param>
internal sealed class PsfWriteJob(string command, PsfFileRequest request)
{
    /// <summary>Returns the exit code.</summary>
    public int Run(JobIo io)
    {
        string target = request.Target!;
        PsfOutput.Check(target, request.Force);
        Psf psf = PsfSpec.Parse(request.Subject);
        PsfOutput.Save(psf, request.Subject, target, request.Force, io.Error);
        if (request.Json)
            io.Output.WriteLine(PsfReport.ToJson(command, request.Subject, psf, null, w => w.WriteString("output", target)));
        return ExitCode.Ok;
    }
}
