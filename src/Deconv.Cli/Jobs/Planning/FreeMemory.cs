using System.Globalization;

namespace Deconv.Cli.Jobs.Planning;

/// <summary>Memory that is available to this process.</summary>
internal static class FreeMemory
{
    /// <summary>
    /// Bytes that the system reports as available, within the limit of a container. Memory that the process holds and can reuse counts as free.
    /// </summary>
    public static long Bytes()
    {
        GCMemoryInfo info = GC.GetGCMemoryInfo();
        long own = Environment.WorkingSet,
            limit = Math.Max(0, info.TotalAvailableMemoryBytes - own);
        return Math.Min(limit, Available() ?? Math.Max(0, info.TotalAvailableMemoryBytes - info.MemoryLoadBytes));
    }

    private static long? Available()
    {
        const string Name = "MemAvailable:";
        try
        {
            string? line = File.ReadLines("/proc/meminfo").FirstOrDefault(l => l.StartsWith(Name, StringComparison.Ordinal));
            return
                line is not null
                && long.TryParse(
                    line[Name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out long kib
                )
                ? kib * 1024
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
