namespace Deconv.Cli.Jobs.Batches;

/// <summary>Temporary files of runs that were killed. They never bear the name of a result, but take space.</summary>
internal static class Leftovers
{
    /// <summary>Nobody writes one picture for so long.</summary>
    private static readonly TimeSpan Dead = TimeSpan.FromHours(1);

    /// <summary>Removes them from the folders of the results; what cannot be removed is left.</summary>
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
                // Another machine was faster, or it is not ours to delete: neither is a reason not to work.
            }
        }
    }
}
