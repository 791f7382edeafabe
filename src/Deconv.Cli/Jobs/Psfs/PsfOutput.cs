using Deconv.Imaging;
using Deconv.Psfs;

namespace Deconv.Cli.Jobs.Psfs;

/// <summary>Where a PSF goes.</summary>
internal static class PsfOutput
{
    /// <summary>Fails before any work when the file could not be written afterwards.</summary>
    public static void Check(string? path, bool force)
    {
        if (path is null)
            return;
        if (Directory.Exists(path))
            throw new OutputException($"{path} is a folder; name a file in it.");
        if (File.Exists(path) && !force)
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
