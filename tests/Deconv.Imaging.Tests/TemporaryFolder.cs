namespace Deconv.Imaging.Tests;

/// <summary>A folder that goes away with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deconv-test-");

    public string[] Files => [.. Directory.EnumerateFileSystemEntries(_folder.FullName).Select(f => Path.GetFileName(f)!)];

    public string this[string name] => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
