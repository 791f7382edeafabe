using System.CommandLine;
using System.Text.Json;
using Deconv.Cli.Options;
using Deconv.Imaging;
using Deconv.Psfs;

namespace Deconv.Cli.Commands.Psfs;

/// <summary>What a feature of a picture says about its blur.</summary>
/// <param name="Psf">The blur.</param>
/// <param name="Lines">What to say about it.</param>
/// <param name="Fields">Writes what was measured into the result object.</param>
internal sealed record MeasuredPsf(Psf Psf, IReadOnlyList<string> Lines, Action<Utf8JsonWriter> Fields)
{
    /// <summary>Reads the picture, measures, writes the PSF and reports; returns the exit code.</summary>
    public static int Run(
        ParseResult parsed,
        string command,
        string path,
        PsfOutput output,
        InputOptions input,
        Option<bool> json,
        Func<Photograph, MeasuredPsf> measure
    )
    {
        string target = parsed.GetValue(output.File)!;
        bool force = parsed.GetValue(output.Force);
        PsfOutput.Check(target, force);
        using Photograph picture = InputOptions.Read(path, input.Load(parsed));
        MeasuredPsf found = Coordinates.Explained(() => measure(picture));
        TextWriter error = parsed.InvocationConfiguration.Error;
        foreach (string line in found.Lines)
            error.WriteLine(line);
        PsfOutput.Save(found.Psf, path, target, force, error);
        if (parsed.GetValue(json))
        {
            parsed.InvocationConfiguration.Output.WriteLine(
                PsfText.ToJson(
                    command,
                    path,
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
