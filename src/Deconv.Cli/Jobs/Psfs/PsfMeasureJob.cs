using System.Text.Json;
using Deconv.Cli.Options;
using Deconv.Cli.Output;
using Deconv.Imaging;
using Deconv.Psfs;

namespace Deconv.Cli.Jobs.Psfs;

/// <summary>A PSF measured on a feature of a photograph.</summary>
/// <param name="Psf">The PSF.</param>
/// <param name="Lines">Lines of text to print.</param>
/// <param name="Fields">Writes the measurements to the result object.</param>
internal sealed record MeasuredPsf(Psf Psf, IReadOnlyList<string> Lines, Action<Utf8JsonWriter> Fields);

/// <summary>Measures a PSF on a feature of a photograph, writes it and reports.</summary>
/// <param name="command">Name of the command.</param>
/// <param name="request">The photograph and the output file.</param>
/// <param name="measure">The measurement.</param>
internal sealed class PsfMeasureJob(string command, PsfFileRequest request, Func<Photograph, MeasuredPsf> measure)
{
    /// <summary>Returns the exit code.</summary>
    public int Run(JobIo io)
    {
        string target = request.Target!;
        PsfOutput.Check(target, request.Force);
        using Photograph photograph = InputRequest.Read(request.Subject, request.Load);
        MeasuredPsf found = LibraryErrors.Explained(() => measure(photograph));
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
