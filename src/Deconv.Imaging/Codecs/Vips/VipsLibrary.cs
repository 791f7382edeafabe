using System.Runtime.CompilerServices;
using NetVips;

namespace Deconv.Imaging.Codecs.Vips;

/// <summary>
/// Loads libvips when it is first needed and configures it: nothing is printed or cached, and no reader is enabled except those of
/// <see cref="VipsFormats"/>.
/// </summary>
internal static class VipsLibrary
{
    /// <summary>Held during every operation: libvips has one error buffer per process.</summary>
    public static readonly Lock Gate = new();

    // The class of all readers. Blocking it blocks them all, also those of formats that are never asked for.
    private const string AllLoaders = "VipsForeignLoad";

    private const string NoReason = "no reason given";

    private static readonly Lazy<string?> Loaded = new(Start);

    /// <summary>Why libvips cannot be used and what to do, without a period; null if it can.</summary>
    public static string? Problem
    {
        get
        {
            string choice = VipsChoice.Current;
            if (choice is not (VipsChoice.Package or VipsChoice.System or VipsChoice.None))
                return $"The environment variable {VipsChoice.Variable} is '{choice}', and package, system or none is allowed. Unset it";
            return choice == VipsChoice.None
                ? $"libvips is disabled by the environment variable {VipsChoice.Variable}=none. Unset it, or convert the image to PNG"
                : Loaded.Value;
        }
    }

    /// <summary>True if libvips can be used.</summary>
    public static bool IsAvailable => Problem is null;

    /// <summary>Where the library in use is from: <see cref="VipsChoice.Package"/> or <see cref="VipsChoice.System"/>.</summary>
    public static string Origin => VipsLoader.IsSystem ? VipsChoice.System : VipsChoice.Package;

    /// <summary>Its version, for instance "8.18.7". Only if it is available.</summary>
    public static string Version => $"{NetVips.NetVips.Version(0)}.{NetVips.NetVips.Version(1)}.{NetVips.NetVips.Version(2)}";

    /// <summary>Whether the library has an operation such as "jpegload_buffer". False if there is no library.</summary>
    public static bool Has(string operation) => IsAvailable && NetVips.NetVips.TypeFind("VipsOperation", operation) != 0;

    /// <summary>
    /// What calls complained about without failing, on one line; null if nothing. It is dropped: otherwise it would be told as the reason of the next
    /// failure.
    /// </summary>
    public static string? Complaints()
    {
        // The exception takes them out of the buffer of libvips.
        string text = Reason(new VipsException("complaints"));
        return text == NoReason ? null : text;
    }

    /// <summary>The reasons inside the message of an error, on one line, without a period.</summary>
    public static string Reason(VipsException error)
    {
        // The first line names the call, which says nothing to a user.
        IEnumerable<string> lines = error
            .Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Skip(1)
            .Distinct()
            .Take(3);
        string text = string.Join("; ", lines);
        return text.Length == 0 ? NoReason : text.TrimEnd('.');
    }

    private static string? Start()
    {
        VipsLoader.EnsureInstalled();
        return Configure();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string? Configure()
    {
        if (!ModuleInitializer.VipsInitialized)
        {
            return VipsLoader.IsSystem
                ? $"{VipsChoice.Variable}=system, and libvips is not installed ({VipsChoice.HowToInstall}). Install it, or unset the variable"
                : "The package NetVips.Native has no libvips for this system. "
                    + $"Install libvips ({VipsChoice.HowToInstall}) and set {VipsChoice.Variable}=system, or convert the image to PNG";
        }

        try
        {
            NetVips.NetVips.BlockUntrusted = true;
            Operation.Block(AllLoaders, true);
            foreach (VipsFormat format in VipsFormats.All)
                Operation.Block(format.LoaderClass, false);
        }
        catch (EntryPointNotFoundException)
        {
            return $"The installed libvips {Version} is older than 8.13. Install a newer one, or unset {VipsChoice.Variable}";
        }

        // The cache would return the old pixels of a file that has changed.
        Cache.Max = 0;
        _ = Log.SetLogHandler("VIPS", Enums.LogLevelFlags.All, static (_, _, _) => { });
        return null;
    }
}
