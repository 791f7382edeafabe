using System.Runtime.InteropServices;

namespace Deconv.Imaging;

/// <summary>What kind of thing a path names, and whose it is: what .NET does not tell. Links are followed.</summary>
internal static partial class FileStatus
{
    /// <summary>The current folder, for calls that take a folder and a relative path.</summary>
    private const int CurrentFolder = -100;

    /// <summary>Kind, mode, user and group.</summary>
    private const uint Wanted = 0x1B;

    private const int KindMask = 0xF000;
    private const int PlainKind = 0x8000;
    private const int FolderKind = 0x4000;

    /// <summary>
    /// Whether the path names a pipe, a device or a socket. Such a thing can be read only once, and is written into, never replaced by a file.
    /// </summary>
    public static bool IsSpecial(string path) =>
        OperatingSystem.IsLinux()
            ? Linux(path) is { Kind: not PlainKind and not FolderKind }
            : !OperatingSystem.IsWindows() && Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal) && File.Exists(path);

    /// <summary>Gives a new file the owner and the mode of the file that it is going to replace, as far as this user may.</summary>
    /// <param name="old">The file that is replaced; nothing is done if there is none.</param>
    /// <param name="fresh">The new file.</param>
    public static void Inherit(string old, string fresh)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(old))
            return;
        if (OperatingSystem.IsLinux() && Linux(old) is { } was && Linux(fresh) is { } now && (was.User, was.Group) != (now.User, now.Group))
        {
            // Only root may give files away; a group can be given by its members.
            if (ChangeOwner(fresh, was.User, was.Group) != 0)
                _ = ChangeOwner(fresh, uint.MaxValue, was.Group);
        }

        File.SetUnixFileMode(fresh, File.GetUnixFileMode(old));
    }

    /// <summary>Null if there is no such thing, or the system does not tell.</summary>
    private static (int Kind, uint User, uint Group)? Linux(string path)
    {
        Span<byte> answer = stackalloc byte[256];
        try
        {
            if (Status(CurrentFolder, path, 0, Wanted, ref MemoryMarshal.GetReference(answer)) != 0)
                return null;
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            return null;
        }

        return (MemoryMarshal.Read<ushort>(answer[28..]) & KindMask, MemoryMarshal.Read<uint>(answer[20..]), MemoryMarshal.Read<uint>(answer[24..]));
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Status(int folder, string path, int flags, uint mask, ref byte answer);

    [LibraryImport("libc", EntryPoint = "chown", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeOwner(string path, uint user, uint group);
}
