using Deconv.Cli.Options;
using Deconv.Cli.Output;
using Deconv.Imaging;

namespace Deconv.Cli.Jobs.Batches;

/// <summary>Names and checks of output files.</summary>
internal static class OutputFiles
{
    /// <summary>Checks that numbers in names do not depend on results that exist.</summary>
    /// <exception cref="UsageException">They would.</exception>
    public static void CheckNames(this OutputRequest output, IReadOnlyList<string> inputs)
    {
        if (!output.Name.Contains("{n}", StringComparison.Ordinal) || !inputs.Any(Directory.Exists))
            return;
        string? chosen = output.Directory is { } folder ? Path.GetFullPath(folder) + Path.DirectorySeparatorChar : null;
        if (chosen is null || inputs.Any(i => chosen.StartsWith(Closed(i), StringComparison.Ordinal)))
            throw new UsageException(
                "{n} in --name numbers the images in a folder, so the results must not go to the same folder. Give another folder with --out-dir."
            );

        static string Closed(string folder) => Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
    }

    /// <summary>Path of the result of one input; "-" for standard output.</summary>
    public static string PathFor(this OutputRequest output, BatchItem item, bool several, string? addition = null)
    {
        if (output.Path is { } path)
        {
            FileNames.CheckOutput(path);
            if (several)
                throw new UsageException("--output takes one file, but there are several inputs. Use --out-dir.");
            if (path == "-" && !Console.IsOutputRedirected)
                throw new UsageException("-o - would write binary image data to the terminal. Redirect standard output to a file or a pipe.");
            return addition is null || path == "-" || FileStatus.IsSpecial(path) ? path : Insert(path, addition);
        }

        // The name of a pipe without an extension, such as /dev/fd/63, says nothing, and its folder takes no files.
        string input = item.Path;
        bool unnamed = input == "-" || (Path.GetExtension(input).Length == 0 && FileStatus.IsSpecial(input));
        string name = unnamed ? $"stdin.{output.Format}" : Path.GetFileName(input);
        string folder =
            output.Directory is { } chosen ? Path.Combine(chosen, item.Folder)
            : unnamed ? ""
            : Path.GetDirectoryName(input) ?? "";
        string own = NameTemplate.Expand(output.Name, item.Number, item.Count, name, output.Suffix);
        return Path.Combine(folder, Insert(own, addition ?? ""));
    }

    /// <summary>Fails before any work is done if a file could not be written.</summary>
    /// <param name="output">Where to write.</param>
    /// <param name="file">The file to write.</param>
    /// <param name="create">Whether to create the folder of --out-dir now.</param>
    public static void Check(this OutputRequest output, string file, bool create = true)
    {
        if (file == "-")
            return;
        string? parent = Path.GetDirectoryName(Path.GetFullPath(file));
        bool ours = output.Directory is not null;
        if (parent is not null && ours && create)
            CreateFolder(parent);
        if (parent is not null && !Directory.Exists(parent) && !ours)
            throw new OutputException($"The folder of {file} does not exist. Create it, or use --out-dir.");
        if (Directory.Exists(file))
            throw new OutputException($"{file} is a folder. Give a file name, or use --out-dir.");
        if (Exists(file) && !output.Force)
            throw new OutputException($"{file} already exists. Use --force to overwrite it, or give another --output.");
    }

    public static SaveReport Write(this OutputRequest output, Photograph photograph, string file)
    {
        if (file == "-")
            return StandardStreams.Write(stream => ImageFile.Save(photograph, stream, output.Format, output.Save));
        if (Path.GetExtension(file).Length > 0 || !FileStatus.IsSpecial(file))
            return ImageFile.Save(photograph, file, output.Save);
        SaveReport? report = null;
        AtomicFile.Write(file, output.Force, pipe => report = ImageFile.Save(photograph, pipe, output.Format, output.Save));
        return report!;
    }

    /// <summary>Whether there is a file that would be replaced: pipes and devices are written into.</summary>
    public static bool Exists(string file) => File.Exists(file) && !FileStatus.IsSpecial(file);

    /// <summary>The path with an addition to the name, before the extension.</summary>
    public static string Insert(string path, string addition) =>
        Path.Combine(Path.GetDirectoryName(path) ?? "", Path.GetFileNameWithoutExtension(path) + addition + Path.GetExtension(path));

    private static void CreateFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OutputException($"The folder {folder} cannot be created ({e.Message.TrimEnd('.')}).", e);
        }
    }
}
