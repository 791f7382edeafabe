using System.Text.Json;
using Deconv.Cli.Options;
using Deconv.Cli.Output;
using Deconv.Imaging;
using Deconv.Psfs;

namespace Deconv.Cli.Jobs.Psfs;

/// <summary>What a feature of a picture says about its blur.</summary>
/// <param name="Psf">The blur.</param>
/// <param name="Lines">What to say about it.</param>
/// <param name="Fields">Writes what was measured into the result object.</param>
internal sealed record MeasuredPsf(Psf Psf, IReadOnlyList<string> Lines, Action<Utf8JsonWriter> Fields);

/// <summary>Takes a PSF from a feature of a picture: reads, measures, writes, reports.</summary>
/// <param name="command">Name of the command.</param>
/// <param name="request">The picture and the file.</param>
/// <param name="measure">The measurement.</param>
internal sealed class PsfMeasureJob(string command, PsfFileRequest request, Func<Photograph, MeasuredPsf> measure)
{
    /// <summary>Returns the exit code.</summary>
    public int Run(JobIo io)
    {
        string target = request.Target!;
        PsfOutput.Check(target, request.Force);
        using Photograph picture = InputRequest.Read(request.Subject, request.Load);
        MeasuredPsf found = LibraryErrors.Explained(() => measure(picture));
        foreach (string line in found.Lines)
            io.Error.WriteLine(line);
        PsfOutput.Save(found.Psf, request.Subject, target, request.Force, io.Error);
        if (request.Json)
        {
            io.Output.WriteLine(
                PsfReport.ToJson(
                    command,
                    request.Subject,
                    found.Psf,
                    null,
                    w =>
                    {
                        w.WriteString("output", target);
                        found.Fields(w);
                    }
                )
            );
        }

        return ExitCode.Ok;
    }
}
