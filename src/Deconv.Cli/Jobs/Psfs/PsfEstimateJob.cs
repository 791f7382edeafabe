using Deconv.Blind;
using Deconv.Cli.Options;
using Deconv.Cli.Output;
using Deconv.Cli.Progress;
using Deconv.Imaging;

namespace Deconv.Cli.Jobs.Psfs;

/// <summary>The estimation step of 'deconv blind': estimates the PSF, checks it and writes it.</summary>
/// <param name="request">The photograph and the output file.</param>
/// <param name="estimate">How to estimate the PSF.</param>
/// <param name="run">How to run.</param>
internal sealed class PsfEstimateJob(PsfFileRequest request, EstimateRequest estimate, RunRequest run)
{
    /// <summary>Returns the exit code.</summary>
    public int Run(JobIo io) => Interruption.Run(io.Error, interruption => Run(io, interruption.Token));

    private int Run(JobIo io, CancellationToken cancel)
    {
        string path = request.Subject,
            target = request.Target!;
        PsfOutput.Check(target, request.Force);
        using Photograph photograph = InputRequest.Read(path, request.Load);
        Measurable.Check(path, photograph, estimate.Search.KernelSize);
        using BlindPhotograph found = Find(photograph, path, io, cancel);
        BlindResult result = found.Estimate;
        if (result.Canceled)
            throw new OperationCanceledException(cancel);
        var report = new BlindReport(path, null, false);
        if (!run.Quiet)
            report.WriteText(io.Error, result);
        if (run.Json)
            io.Output.WriteLine(Json.Result("psf estimate", result.Verdict.Found, json => report.Write(json, result)));
        if (!result.Verdict.Found && !estimate.Search.AcceptAnyway)
        {
            throw new NotTrustedException(
                $"No PSF of {path} was written. {BlindText.Reason(result.Verdict)} (Use --accept-anyway to write it anyway.)"
            );
        }

        PsfOutput.Save(result.Psf, path, target, request.Force, run.Quiet ? TextWriter.Null : io.Error);
        return ExitCode.Ok;
    }

    private BlindPhotograph Find(Photograph photograph, string path, JobIo io, CancellationToken cancel)
    {
        BlindOptions search = estimate.Search with
        {
            EstimateOnly = true,
            Initial = estimate.Initial is { } spec ? PsfSpec.Parse(spec) : null,
            Final = BlindOptions.DefaultFinal with { Control = new() { Threads = run.Threads } },
        };
        return ProgressReporter.While(
            path,
            run,
            io.Error,
            progress => LibraryErrors.Explained(() => PhotographRestorer.Blind(photograph, search, null, progress, cancel))
        );
    }
}
