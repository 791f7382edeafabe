using Deconv.Cli.Output;

namespace Deconv.Cli.Jobs.Batches;

/// <summary>The outcome of a batch.</summary>
internal sealed class BatchSummary(int count)
{
    private readonly List<(string Path, int Code, string Message)> _failures = [];
    private int _done;
    private int _skipped;

    public int Failed => _failures.Count;

    public void Done() => _done++;

    public void Skipped() => _skipped++;

    public void Fail(string path, int code, string message) => _failures.Add((path, code, message));

    public void WriteText(TextWriter writer, string? end)
    {
        string skipped = _skipped > 0 ? $", {_skipped} skipped (result exists)" : "",
            failed = Failed > 0 ? $", {Failed} failed" : "";
        writer.WriteLine($"{_done} of {count} files done{skipped}{failed}{(Failed > 0 ? ":" : ".")}");
        foreach ((string path, int code, string message) in _failures)
            writer.WriteLine($"  {path} (exit code {code}): {message}");
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
                json.WriteNumber("done", _done);
                json.WriteNumber("skipped", _skipped);
                json.WriteStartArray("failed");
                foreach ((string path, int code, string message) in _failures)
                {
                    json.WriteStartObject();
                    json.WriteString("path", path);
                    json.WriteNumber("exitCode", code);
                    json.WriteString("message", message);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }
        );
}
