using System.Runtime.CompilerServices;

namespace Deconv.Tests.Architecture;

/// <summary>The source files of the repository, found from where this file was compiled or from where the tests run.</summary>
internal static class SourceTree
{
    public static string Root { get; } = FindRoot();

    /// <summary>Path relative to the root, with forward slashes, and text of every C# file under a folder.</summary>
    public static IEnumerable<(string Path, string Text)> Files(string folder) =>
        from path in Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
        let relative = Path.GetRelativePath(Root, path).Replace('\\', '/')
        where !relative.Contains("/obj/", StringComparison.Ordinal) && !relative.Contains("/bin/", StringComparison.Ordinal)
        orderby relative
        select (relative, File.ReadAllText(path));

    private static string FindRoot([CallerFilePath] string here = "")
    {
        // Deterministic builds may have rewritten the first; the second lies under tests/*/bin.
        foreach (string? start in (string?[])[Path.GetDirectoryName(here), AppContext.BaseDirectory])
            for (string? folder = start; !string.IsNullOrEmpty(folder); folder = Path.GetDirectoryName(folder))
                if (File.Exists(Path.Combine(folder, "Deconv.sln")))
                    return folder;
        throw new DirectoryNotFoundException("No folder above the tests holds Deconv.sln.");
    }
}
