using Deconv.Cli.Options.Fields;
using Deconv.Imaging;
using Deconv.Psfs;

namespace Deconv.Cli.Options;

/// <summary>PSFs as text.</summary>
internal static class PsfSpec
{
    /// <summary>The --psf option.</summary>
    public static Setting<string?> Option(bool required) =>
        new("--psf", text => text, value => value ?? "", null, "-p", "--kernel")
        {
            Description =
                "The PSF: delta, gaussian:S, disk:R, motion:LEN,ANGLE, box:W, polygon:R,BLADES, moffat:FWHM,BETA, airy:…, "
                + "path:\"X,Y …\", a file, several joined by '*', "
                + "or field:… where it differs across the frame. See 'deconv help psf', 'deconv help field' and 'deconv psf --help'.",
            HelpName = "SPEC",
            Required = required,
            IsFree = true,
            Offered = [.. Catalog.Psfs.Select(p => p.Example)],
        };

    /// <exception cref="InvalidPsfException">The text is not a PSF.</exception>
    /// <exception cref="ImageFormatException">The PSF file cannot be read.</exception>
    public static Psf Parse(string spec) =>
        FieldSpec.IsField(spec)
            ? throw new InvalidPsfException(
                $"{spec} holds the PSFs of many places, and one PSF is needed here. "
                    + $"Use it with deblur, or look at it with: deconv psf field show '{spec}'"
            )
            : Psf.Parse(spec, path => PsfFile.Load(path, LoadOptions.Default));
}
