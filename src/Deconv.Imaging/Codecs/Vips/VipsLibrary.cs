using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Deconv.Imaging.Codecs.Vips;

/// <summary>
/// Loads libvips when it is first needed and configures it: damaged files are errors, formats with untrusted readers are disabled, nothing is
/// printed. With the environment variable DECONV_NO_LIBVIPS=1 it counts as missing.
/// </summary>
internal static class VipsLibrary
{
    /// <summary>Name of the environment variable that, if set to 1, disables libvips, for tests and for users who do not want it.</summary>
    public const string OffSwitch = "DECONV_NO_LIBVIPS";

    /// <summary>Instructions if it is missing.</summary>
    public const string HowToInstall =
        "Install libvips (Debian, Ubuntu: apt-get install -y --no-install-recommends libvips42; macOS: brew install vips; "
        + "Windows: put the bin folder of libvips on the PATH), or convert the image to PNG";

    /// <summary>Held during every operation: libvips has one error buffer per process.</summary>
    public static readonly Lock Gate = new();

    private const int LogAll = 0xFF;

    // libvips marks these as untrusted, but they are the only ones for telescope images and renderings.
    private static readonly string[] Allowed = ["VipsForeignLoadFits", "VipsForeignSaveFits", "VipsForeignLoadOpenexr"];

    private static readonly Dictionary<string, string[]> FileNames = new()
    {
        [VipsNative.Vips] =
            OperatingSystem.IsWindows() ? ["libvips-42.dll"]
            : OperatingSystem.IsMacOS() ? ["libvips.42.dylib", "/opt/homebrew/lib/libvips.42.dylib", "/usr/local/lib/libvips.42.dylib"]
            : ["libvips.so.42"],
        [VipsNative.GObject] =
            OperatingSystem.IsWindows() ? ["libgobject-2.0-0.dll"]
            : OperatingSystem.IsMacOS()
                ? ["libgobject-2.0.0.dylib", "/opt/homebrew/lib/libgobject-2.0.0.dylib", "/usr/local/lib/libgobject-2.0.0.dylib"]
            : ["libgobject-2.0.so.0"],
        [VipsNative.GLib] =
            OperatingSystem.IsWindows() ? ["libglib-2.0-0.dll"]
            : OperatingSystem.IsMacOS() ? ["libglib-2.0.0.dylib", "/opt/homebrew/lib/libglib-2.0.0.dylib", "/usr/local/lib/libglib-2.0.0.dylib"]
            : ["libglib-2.0.so.0"],
    };

    private static readonly Lazy<bool> Ready = new(Start);

    /// <summary>True if libvips can be used.</summary>
    public static bool IsAvailable => Environment.GetEnvironmentVariable(OffSwitch) != "1" && Ready.Value;

    private static unsafe bool Start()
    {
        NativeLibrary.SetDllImportResolver(typeof(VipsLibrary).Assembly, Resolve);
        foreach (string name in FileNames.Keys)
            if (Resolve(name, typeof(VipsLibrary).Assembly, null) == 0)
                return false;
        try
        {
            if (VipsNative.Init("deconv") != 0)
                return false;
            VipsNative.BlockUntrusted(1);
            foreach (string name in Allowed)
                VipsNative.Block(name, 0);
            // The cache would return the old pixels of a file that has changed.
            VipsNative.CacheSetMax(0);
            VipsNative.LogSetHandler("VIPS", LogAll, &Ignore, 0);
            return true;
        }
        catch (EntryPointNotFoundException)
        {
            // Older than 8.13, which introduced blocking of untrusted readers.
            return false;
        }
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (FileNames.TryGetValue(name, out string[]? files))
            foreach (string file in files)
                if (NativeLibrary.TryLoad(file, assembly, path, out nint handle))
                    return handle;
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Ignore(nint domain, int level, nint message, nint data) { }
}
