using Deconv.Cli.Output;
using Deconv.Imaging;
using Deconv.Imaging.Codecs;

namespace Deconv.Cli.Jobs.Batches;

/// <summary>Expands the inputs on the command line to files.</summary>
internal static class InputList
{
    /// <summary>
    /// The files, those of folders in an order that is the same on every machine; and the number of files on the command line that were left out
    /// because they are results of others, as after a second run with the same *.png.
    /// </summary>
    /// <param name="inputs">Files, folders or -.</param>
    /// <param name="recursive">Whether folders are allowed.</param>
    /// <param name="outputsOf">Paths of the results of a file; such files are results of an earlier run and not inputs.</param>
    /// <exception cref="UsageException">A folder was given without --recursive.</exception>
    /// <exception cref="ImageFormatException">A file does not exist, or a folder contains no images.</exception>
    public static (IReadOnlyList<BatchItem> Items, int LeftOut) Expand(
        IReadOnlyList<string> inputs,
        bool recursive,
        Func<BatchItem, IEnumerable<string>> outputsOf
    )
    {
        var found = new List<(string Path, string Folder, bool Named)>();
        foreach (string input in inputs)
        {
            if (Directory.Exists(input))
            {
                if (!recursive)
                    throw new UsageException(
                        $"{input} is a folder. Add --recursive to process the images in it, or give the files: "
                            + $"{ShellWords.File(Path.TrimEndingDirectorySeparator(input))}/*.jpg"
                    );
                (string Path, string Folder, bool Named)[] images =
                [
                    .. Images(input).Select(f => (f, Path.GetRelativePath(input, Path.GetDirectoryName(f)!), false)),
                ];
                if (images.Length == 0)
                    throw new ImageFormatException(
                        $"There are no images in {input}. Searched for {string.Join(", ", Extensions.Order(StringComparer.Ordinal))}; "
                            + "see 'deconv formats'."
                    );
                found.AddRange(images);
            }
            else
            {
                if (input != "-" && !File.Exists(ImageSource.FileOf(input)))
                    throw new ImageFormatException(FileNames.Missing(input));
                found.Add((input, "", true));
            }
        }

        // Numbers can change when results are left out of the inputs, so results are recognized by the names of a first numbering. A file that is
        // written in its own place is no result of another.
        HashSet<string> results =
        [
            .. Number(found)
                .SelectMany(i => outputsOf(i).Where(o => o != "-").Select(o => (Source: Path.GetFullPath(i.Path), Result: Path.GetFullPath(o))))
                .Where(p => p.Source != p.Result)
                .Select(p => p.Result),
        ];
        int leftOut = found.RemoveAll(f => f.Named && Is(f.Path));
        found.RemoveAll(f => Is(f.Path));
        return ([.. Number(found)], leftOut);

        bool Is(string path) => path != "-" && results.Contains(Path.GetFullPath(path));
    }

    private static HashSet<string> Extensions => [.. ImageCodecs.All.SelectMany(c => c.Extensions)];

    private static IEnumerable<BatchItem> Number(List<(string Path, string Folder, bool Named)> found) =>
        found.Select((f, i) => new BatchItem(f.Path, f.Folder == "." ? "" : f.Folder, i + 1, found.Count));

    private static IEnumerable<string> Images(string folder)
    {
        HashSet<string> extensions = Extensions;

        // Hidden files may be temporary files; links to folders could form cycles.
        var files = new EnumerationOptions { AttributesToSkip = FileAttributes.Hidden | FileAttributes.System, IgnoreInaccessible = false };
        var folders = new EnumerationOptions { AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint };
        try
        {
            return
            [
                .. Directory
                    .EnumerateFiles(folder, "*", files)
                    .Where(f => extensions.Contains(Path.GetExtension(f).TrimStart('.').ToLowerInvariant()))
                    .Order(StringComparer.Ordinal),
                .. Directory.EnumerateDirectories(folder, "*", folders).Order(StringComparer.Ordinal).SelectMany(Images),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImageFormatException($"The folder {folder} cannot be read ({e.Message.TrimEnd('.')}). Check its permissions.", e);
        }
    }
}
