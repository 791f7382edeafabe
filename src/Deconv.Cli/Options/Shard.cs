using System.Globalization;

namespace Deconv.Cli.Options;

/// <summary>One of several parts of the files: part <paramref name="Index"/> (from 0) of <paramref name="Count"/>; the words it came from.</summary>
internal sealed record Shard(int Index, int Count, string Source)
{
    private const string Allowed = "--shard takes I/N with I from 1 to N, auto/N, or off";

    /// <summary>All files.</summary>
    public static Shard Off { get; } = new(0, 1, "off");

    /// <summary>To be asked of the environment when the files are known.</summary>
    public static Shard FromEnvironment { get; } = new(0, 0, "environment");

    /// <exception cref="UsageException">Not a part.</exception>
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

    /// <summary>The part to work on, once the environment is asked.</summary>
    /// <param name="several">One file that was named is never divided.</param>
    /// <param name="environment">Looks a variable up.</param>
    /// <exception cref="UsageException">The variables contradict each other or are not enough.</exception>
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
                    "JOB_COMPLETION_INDEX is set, but not how many parts there are: give --shard auto/N with N of the job's completions, "
                        + "or --shard off to work on all files here."
                );
            return Within(index, Count, $"JOB_COMPLETION_INDEX {index}");
        }

        return Count == 0 ? Off : throw Missing("SLURM_ARRAY_TASK_ID or JOB_COMPLETION_INDEX");
    }

    /// <summary>Whether an item is of this part: every n-th, so that the parts are alike where neighbors are.</summary>
    /// <param name="number">Of the item, from 1.</param>
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
