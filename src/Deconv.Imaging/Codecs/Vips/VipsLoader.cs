using System.Reflection;
using System.Runtime.InteropServices;

namespace Deconv.Imaging.Codecs.Vips;

/// <summary>
/// Finds the native library for NetVips, which is initialized when code that mentions NetVips is first compiled. So this must come before, from a
/// method that does not mention it.
/// </summary>
internal static class VipsLoader
{
    private static readonly string[] FileNames =
        OperatingSystem.IsWindows() ? ["libvips-42.dll"]
        : OperatingSystem.IsMacOS() ? ["libvips.42.dylib", "/opt/homebrew/lib/libvips.42.dylib", "/usr/local/lib/libvips.42.dylib"]
        : ["libvips.so.42"];

    private static readonly Lazy<bool> Installed = new(Install);

    private static nint _vips;

    /// <summary>Whether the library in use is the one installed on the machine, not that of the package. Known after it was loaded.</summary>
    public static bool IsSystem { get; private set; }

    /// <summary>
    /// Makes NetVips load the library that <see cref="VipsChoice.Current"/> names then. Without effect if the program has used NetVips before: then
    /// that library stays in use.
    /// </summary>
    public static void EnsureInstalled() => _ = Installed.Value;

    private static bool Install()
    {
        try
        {
            // NetVips installs a resolver of its own unless there is one already.
            NativeLibrary.SetDllImportResolver(Assembly.Load(new AssemblyName("NetVips")), Resolve);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (_vips == 0)
            _vips = Load(assembly, path);
        // The packaged library contains GLib and GObject, and elsewhere symbols are also found in the dependencies. Installed ones on Windows are
        // separate files.
        bool separate = OperatingSystem.IsWindows() && !name.StartsWith("libvips", StringComparison.Ordinal);
        return separate && !NativeLibrary.TryGetExport(_vips, "g_object_unref", out _) ? NativeLibrary.Load(name) : _vips;
    }

    private static nint Load(Assembly assembly, DllImportSearchPath? path)
    {
        IsSystem = VipsChoice.Current == VipsChoice.System;
        foreach (string file in FileNames)
            if (IsSystem ? NativeLibrary.TryLoad(file, out nint handle) : NativeLibrary.TryLoad(file, assembly, path, out handle))
                return handle;
        throw new DllNotFoundException($"{FileNames[0]} was not found");
    }
}
