using System.Globalization;

namespace Deconv.Cli.Jobs.Planning;

/// <summary>Memory that this process could still take.</summary>
internal static class FreeMemory
{
    /// <summary>
    /// Bytes: what the system says is available, within the limit of a container. What the process holds and could use again counts as free.
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
