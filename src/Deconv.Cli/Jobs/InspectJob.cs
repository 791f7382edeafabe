using Deconv.Blind;
using Deconv.Cli.Jobs.Batches;
using Deconv.Cli.Options;
using Deconv.Cli.Output;
using Deconv.Imaging;

namespace Deconv.Cli.Jobs;

/// <summary>Prints the properties of files.</summary>
/// <param name="input">What to read.</param>
/// <param name="run">How to run.</param>
internal sealed class InspectJob(InputRequest input, RunRequest run)
{
    /// <summary>Returns the exit code.</summary>
    public int Run(JobIo io) => Batch.Run(new(input, null, run), io, One);

    private int One(string path, string target, BatchContext context)
    {
        using Photograph photograph = input.Read(path);
        if (Measurable.IsTooSmall(photograph))
            Measurable.Check(path, photograph);
        ImageInspection? found = Measurable.IsFlat(photograph)
            ? null
            : LibraryErrors.Explained(() => PhotographRestorer.Inspect(photograph, context.Token));
        var report = new InspectionReport(path, photograph, found);
        context.Output.WriteLine(run.Json ? report.ToJson() : report.ToText());
        return ExitCode.Ok;
    }
}
