namespace Deconv.Cli.Jobs.Batches;

/// <summary>Temporary files of runs that were killed. They never have the name of a result, but take up space.</summary>
internal static class Leftovers
{
    /// <summary>Longer than the writing of any image takes.</summary>
    private static readonly TimeSpan Dead = TimeSpan.FromHours(1);

    /// <summary>Removes them from the output folders; those that cannot be removed are left.</summary>
    public static void Remove(IEnumerable<string> targets)
    {
        foreach (
            string folder in targets.Where(t => t != "-").Select(t => Path.GetDirectoryName(Path.GetFullPath(t))!).Distinct().Where(Directory.Exists)
        )
        {
            try
            {
                foreach (FileInfo file in new DirectoryInfo(folder).EnumerateFiles(".deconv-*"))
                    if (DateTime.UtcNow - file.LastWriteTimeUtc > Dead)
                        file.Delete();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another machine was faster, or permission is missing; neither prevents the batch.
            }
        }
    }
}
