namespace Deconv.Imaging.Codecs.Vips;

/// <summary>Which libvips to load, from the environment variable <see cref="Variable"/>: "package" (the default), "system" or "none".</summary>
internal static class VipsChoice
{
    /// <summary>Name of the environment variable.</summary>
    public const string Variable = "DECONV_LIBVIPS";

    /// <summary>The libvips of the package NetVips.Native.</summary>
    public const string Package = "package";

    /// <summary>The libvips that is installed on the machine. It can have readers for HEIC, EXR and JPEG XL.</summary>
    public const string System = "system";

    /// <summary>No libvips.</summary>
    public const string None = "none";

    /// <summary>The value of the variable at present; the default if it is not set.</summary>
    public static string Current => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } value ? value : Package;

    /// <summary>How to install a system libvips.</summary>
    public const string HowToInstall =
        "Debian, Ubuntu: apt-get install -y --no-install-recommends libvips42; macOS: brew install vips; "
        + "Windows: put the bin folder of libvips on the PATH";
}
