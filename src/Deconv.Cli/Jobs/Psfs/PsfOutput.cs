using Deconv.Cli.Jobs.Batches;
using Deconv.Imaging;
using Deconv.Psfs;

namespace Deconv.Cli.Jobs.Psfs;

/// <summary>Checks and writes PSF files.</summary>
internal static class PsfOutput
{
    /// <summary>Fails before any work if the file could not be written.</summary>
    public static void Check(string? path, bool force)
    {
        if (path is null)
            return;
        if (Directory.Exists(path))
            throw new OutputException($"{path} is a folder. Give a file name.");
        if (OutputFiles.Exists(path) && !force)
            throw new OutputException($"{path} already exists. Use --force to overwrite it, or give another name.");
        string? folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (folder is not null && !Directory.Exists(folder))
            throw new OutputException($"The folder of {path} does not exist. Create it first.");
    }

    /// <summary>Writes a PSF and prints its path.</summary>
    public static void Save(Psf psf, string from, string path, bool force, TextWriter error)
    {
        foreach (string warning in PsfFile.Save(psf, path, force))
            error.WriteLine($"  note: {warning}");
        error.WriteLine($"{from} → {path}  {psf.Shape.Width}×{psf.Shape.Height}");
    }
}
