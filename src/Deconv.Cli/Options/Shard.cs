using System.Globalization;

namespace Deconv.Cli.Options;

/// <summary>Part <paramref name="Index"/> (from 0) of <paramref name="Count"/> parts of the files, and where it was taken from.</summary>
internal sealed record Shard(int Index, int Count, string Source)
{
    private const string Allowed = "--shard takes I/N with I from 1 to N, auto/N, or off";

    /// <summary>All files.</summary>
    public static Shard Off { get; } = new(0, 1, "off");

    /// <summary>Read from the environment once the files are known.</summary>
    public static Shard FromEnvironment { get; } = new(0, 0, "environment");

    /// <exception cref="UsageException">The text is not a part.</exception>
    public static Shard Parse(string text)
    {
        if (text == "off")
            return Off;
        string[] parts = text.Split('/');
        if (parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count >= 1)
        {
            if (parts[0] == "auto")
                return new(-1, count, "auto");
            if (int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int i) && i >= 1 && i <= count)
                return new(i - 1, count, "--shard");
        }

        throw new UsageException($"{Allowed}, not '{text}'.");
    }

    /// <summary>The part to process, after reading the environment.</summary>
    /// <param name="several">Whether there can be several files; a single file is never divided.</param>
    /// <param name="environment">Looks up an environment variable.</param>
    /// <exception cref="UsageException">The variables contradict each other or are incomplete.</exception>
    public Shard Resolve(bool several, Func<string, string?> environment)
    {
        if (Index >= 0 && Count > 0)
            return this;
        if (Count == 0 && !several)
            return Off;
        if (Number(environment, "SLURM_ARRAY_TASK_ID") is { } task)
        {
            int first = Number(environment, "SLURM_ARRAY_TASK_MIN") ?? 0,
                step = Math.Max(1, Number(environment, "SLURM_ARRAY_TASK_STEP") ?? 1);
            int? count = Count > 0 ? Count : Number(environment, "SLURM_ARRAY_TASK_COUNT");
            if (count is null)
                return Count == 0 ? Off : throw Missing("SLURM_ARRAY_TASK_COUNT");
            return Within((task - first) / step, count.Value, $"SLURM_ARRAY_TASK_ID {task}");
        }

        if (Number(environment, "JOB_COMPLETION_INDEX") is { } index)
        {
            if (Count == 0)
                throw new UsageException(
                    "JOB_COMPLETION_INDEX is set, but the number of parts is unknown. Give --shard auto/N, where N is the number of completions "
                        + "of the job, or --shard off to process all files here."
                );
            return Within(index, Count, $"JOB_COMPLETION_INDEX {index}");
        }

        return Count == 0 ? Off : throw Missing("SLURM_ARRAY_TASK_ID or JOB_COMPLETION_INDEX");
    }

    /// <summary>Whether an item belongs to this part. Every n-th item does, so that similar neighbors are spread over the parts.</summary>
    /// <param name="number">Number of the item, from 1.</param>
    public bool Holds(int number) => (number - 1) % Count == Index;

    private static Shard Within(int index, int count, string source) =>
        index >= 0 && index < count
            ? new(index, count, source)
            : throw new UsageException(
                $"{source} is not one of {count} parts. Use an array of consecutive numbers (--array=0-{count - 1}), or give --shard I/N yourself."
            );

    private static UsageException Missing(string variable) => new($"--shard auto/N needs {variable}, which is not set here. Give --shard I/N.");

    private static int? Number(Func<string, string?> environment, string name) =>
        int.TryParse(environment(name), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : null;
}
