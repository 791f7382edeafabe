using Deconv.Imaging;
using Deconv.Psfs;

namespace Deconv.Cli.Options;

/// <summary>PSFs in words.</summary>
internal static class PsfSpec
{
    /// <summary>The option of commands that blur, or remove a blur.</summary>
    public static Setting<string?> Option(bool required) =>
        new("--psf", text => text, value => value ?? "", null, "-p", "--kernel")
        {
            Description =
                "The blur: delta, gaussian:S, disk:R, motion:LEN,ANGLE, box:W, polygon:R,BLADES, moffat:FWHM,BETA, airy:…, path:\"X,Y "
                + "…\", a file, or several "
                + "joined by '*'. See 'deconv help psf'.",
            HelpName = "SPEC",
            Required = required,
            IsFree = true,
            Offered = [.. Catalog.Psfs.Select(p => p.Example)],
        };

    /// <exception cref="InvalidPsfException">Not a PSF.</exception>
    /// <exception cref="ImageFormatException">A file that cannot be read.</exception>
    public static Psf Parse(string spec) => Psf.Parse(spec, path => PsfFile.Load(path, LoadOptions.Default));
}
