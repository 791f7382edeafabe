using Deconv.Imaging;
using Deconv.Objectives.Priors.Patches;

namespace Deconv.Benchmarks.Training;

/// <summary>Patch mixtures in files.</summary>
internal static class MixtureFile
{
    /// <exception cref="ImageFormatException">The file cannot be read, is damaged or is not a patch mixture.</exception>
    public static GaussianMixture Load(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return GaussianMixture.Load(stream, path);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new ImageFormatException(e.Message, e);
        }
    }

    /// <summary>Returns the bytes that were written.</summary>
    public static byte[] Save(GaussianMixture mixture, string path)
    {
        using var file = new MemoryStream();
        mixture.Save(file);
        byte[] bytes = file.ToArray();
        File.WriteAllBytes(path, bytes);
        return bytes;
    }
}
