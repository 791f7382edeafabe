using Deconv.Cli.Output;

namespace Deconv.Cli.Reports;

/// <summary>The report of a run: one file.</summary>
/// <param name="path">Path of the file.</param>
/// <param name="force">Whether an existing file is overwritten.</param>
internal sealed class ReportFile(string path, bool force)
{
    /// <summary>Whether the report is a JSON file, not a page.</summary>
    public bool IsJson { get; } = Path.GetExtension(path) == ".json";

    /// <summary>Whether it was written.</summary>
    public bool Written { get; private set; }

    /// <summary>Writes it.</summary>
    /// <param name="json">Makes the contents of a JSON file.</param>
    /// <param name="page">Makes the contents of a page.</param>
    public void Write(Func<string> json, Func<string> page)
    {
        TextFile.Write(path, IsJson ? json() + "\n" : page(), force);
        Written = true;
    }
}
