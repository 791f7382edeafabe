using System.Collections.Concurrent;

namespace Deconv.Imaging;

/// <summary>
/// Writes files atomically: under a temporary name in the same folder, flushed to disk, then renamed. After any failure the temporary file is deleted
/// and an existing file of that name is unchanged. A file that is replaced leaves its mode and owner to the new one. What is no plain file, such as a
/// pipe or a device, is written into.
/// </summary>
internal static class AtomicFile
{
    private static readonly ConcurrentDictionary<string, bool> Unfinished = new();

    /// <summary>Deletes the temporary files of everything that is being written, for a process that is about to end.</summary>
    public static void Abandon()
    {
        foreach (string name in Unfinished.Keys)
            File.Delete(name);
    }

    /// <exception cref="OutputException">The file exists and overwriting is not allowed, or it cannot be written.</exception>
    public static void Write(string path, bool overwrite, Action<Stream> write) =>
        Write(
            path,
            overwrite,
            stream =>
            {
                write(stream);
                return true;
            }
        );

    /// <param name="path">The file.</param>
    /// <param name="overwrite">Whether it may exist.</param>
    /// <param name="write">Writes it; returns whether it is kept, if it is a plain file.</param>
    /// <inheritdoc cref="Write(string, bool, Action{Stream})"/>
    public static void Write(string path, bool overwrite, Func<Stream, bool> write)
    {
        if (string.IsNullOrWhiteSpace(path))
            throw new OutputException("The output has no file name. Give a path with an extension, for instance out.png.");
        string? temporary = null,
            name = null;
        try
        {
            if (FileStatus.IsSpecial(path))
            {
                using var special = new FileStream(path, FileMode.Open, FileAccess.Write);
                write(special);
                return;
            }

            string target = Target(path);
            Check(path, target, overwrite);
            name = Path.Combine(Path.GetDirectoryName(target)!, $".deconv-{Guid.NewGuid():N}.tmp");
            using (var stream = new FileStream(name, Creation(target)))
            {
                temporary = name;
                Unfinished[name] = true;
                if (!write(stream))
                    return;
                stream.Flush(flushToDisk: true);
            }

            FileStatus.Inherit(target, name);
            File.Move(name, target, overwrite);
            temporary = null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new OutputException(
                $"{path} cannot be written ({e.Message.TrimEnd('.')}). Check the free space and the permissions of the folder, "
                    + "or choose another one.",
                e
            );
        }
        finally
        {
            if (temporary is not null)
                File.Delete(temporary);
            if (name is not null)
                Unfinished.TryRemove(name, out _);
        }
    }

    /// <summary>Checks everything about the target that can be checked before encoding.</summary>
    public static void Check(string path, bool overwrite)
    {
        try
        {
            if (!FileStatus.IsSpecial(path))
                Check(path, Target(path), overwrite);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new OutputException($"{path} cannot be written ({e.Message.TrimEnd('.')}). Check the path.", e);
        }
    }

    /// <summary>Nobody may read the new file who may not read the one that it replaces, not even while it is written.</summary>
    private static FileStreamOptions Creation(string target)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Read,
            BufferSize = 1 << 16,
        };
        if (!OperatingSystem.IsWindows() && File.Exists(target))
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    /// <summary>The target of a symbolic link: renaming over the link would replace the link itself.</summary>
    private static string Target(string path)
    {
        var file = new FileInfo(path);
        return (file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) ?? file).FullName;
    }

    private static void Check(string path, string target, bool overwrite)
    {
        FileNames.CheckOutput(path);
        if (Directory.Exists(target))
            throw new OutputException($"{path} is a folder. Add a file name to it.");
        if (File.Exists(target) && !overwrite)
            throw new OutputException($"{path} already exists. Allow overwriting, or choose another name.");
        string folder = Path.GetDirectoryName(target)!;
        if (!Directory.Exists(folder))
            throw new OutputException($"{path} cannot be written: the folder {folder} does not exist. Create it first.");
    }
}
