using Deconv.Imaging;
using Deconv.Objectives.Priors.Learned;

namespace Deconv.Benchmarks.Quality;

/// <summary>A learned prior in a file.</summary>
internal static class PriorFile
{
    /// <exception cref="ImageFormatException">The file cannot be read, is damaged or is not a learned prior.</exception>
    public static LearnedPrior Load(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return LearnedPrior.Load(stream, path);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new ImageFormatException(e.Message, e);
        }
    }
}
