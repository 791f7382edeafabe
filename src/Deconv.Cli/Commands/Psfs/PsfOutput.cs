using System.CommandLine;
using Deconv.Imaging;
using Deconv.Psfs;

namespace Deconv.Cli.Commands.Psfs;

/// <summary>Where a PSF goes.</summary>
internal sealed class PsfOutput(bool required = true)
{
    public Option<string> File { get; } =
        new("--output", "-o")
        {
            Description = "PSF file to write: txt, csv, npy, png, tif, pfm.",
            HelpName = "FILE",
            Required = required,
        };

    public Option<bool> Force { get; } = new("--force", "-f", "--overwrite") { Description = "Replace an output that exists." };

    /// <summary>Fails before any work when the file could not be written afterwards.</summary>
    public static void Check(string path, bool force)
    {
        if (Directory.Exists(path))
            throw new OutputException($"{path} is a folder; name a file in it.");
        if (System.IO.File.Exists(path) && !force)
            throw new OutputException($"{path} exists already. Use --force to replace it, or another name.");
        string? folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (folder is not null && !Directory.Exists(folder))
            throw new OutputException($"The folder of {path} does not exist. Make it first.");
    }

    /// <summary>Writes a PSF and says so.</summary>
    public static void Save(Psf psf, string from, string path, bool force, TextWriter error)
    {
        foreach (string warning in PsfFile.Save(psf, path, force))
            error.WriteLine($"  note: {warning}");
        error.WriteLine($"{from} → {path}  {psf.Shape.Width}×{psf.Shape.Height}");
    }
}
