using System.Globalization;

namespace Deconv.Cli.Output;

/// <summary>The outcome of a batch.</summary>
/// <param name="count">Number of files.</param>
internal sealed class BatchSummary(int count)
{
    private readonly List<FileOutcome> _outcomes = [];

    /// <summary>Number of files, including those that were not reached.</summary>
    public int Count => count;

    /// <summary>What became of the files that were reached, in order.</summary>
    public IReadOnlyList<FileOutcome> Outcomes => _outcomes;

    public int Failed => Failures.Count();

    public int Succeeded => _outcomes.Count - Failed - SkippedCount;

    public int SkippedCount => _outcomes.Count(o => o.Code is null);

    private IEnumerable<FileOutcome> Failures => _outcomes.Where(o => o.Code is not null and not ExitCode.Ok);

    public void Done(string path, string target) =>
        _outcomes.Add(new(path, ExitCode.Ok, target.Length > 0 && target != "-" ? $"→ {target}" : "done"));

    public void Skipped(string path) => _outcomes.Add(new(path, null, "skipped (result exists)"));

    public void Fail(string path, int code, string message) => _outcomes.Add(new(path, code, message));

    public void WriteText(TextWriter writer, string? end)
    {
        string skipped = SkippedCount > 0 ? $", {SkippedCount} skipped (result exists)" : "",
            failed = Failed > 0 ? $", {Failed} failed" : "";
        writer.WriteLine($"{Succeeded} of {count} files done{skipped}{failed}{(Failed > 0 ? ":" : ".")}");
        foreach (FileOutcome failure in Failures)
            writer.WriteLine($"  {failure.Path} {failure.Text}");
        if (end is not null)
            writer.WriteLine(end);
    }

    public string ToJson() =>
        Json.Result(
            "batch",
            Failed == 0,
            json =>
            {
                json.WriteNumber("files", count);
                json.WriteNumber("done", Succeeded);
                json.WriteNumber("skipped", SkippedCount);
                json.WriteStartArray("failed");
                foreach (FileOutcome failure in Failures)
                {
                    json.WriteStartObject();
                    json.WriteString("path", failure.Path);
                    json.WriteNumber("exitCode", failure.Code!.Value);
                    json.WriteString("message", failure.Message);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }
        );
}

/// <summary>What became of one file.</summary>
/// <param name="Path">The input.</param>
/// <param name="Code">Exit code; null if the file was skipped.</param>
/// <param name="Message">Why it failed, or where the result is.</param>
internal sealed record FileOutcome(string Path, int? Code, string Message)
{
    /// <summary>The message, with the exit code of a failure.</summary>
    public string Text => Code is null or ExitCode.Ok ? Message : string.Create(CultureInfo.InvariantCulture, $"(exit code {Code}): {Message}");
}
