using System.Globalization;
using Deconv.Cli.Options;
using Deconv.Cli.Output;
using Deconv.Psfs;

namespace Deconv.Cli.Jobs.Planning;

/// <summary>What the restoration of one photograph needs: printed by --dry-run, compared with --max-memory.</summary>
/// <param name="Path">Path of the photograph.</param>
/// <param name="Target">Path of the result.</param>
/// <param name="Size">Shape of the photograph.</param>
/// <param name="Channels">Its channels.</param>
/// <param name="PeakBytes">Peak memory in bytes.</param>
/// <param name="Transform">Shape of the largest transform.</param>
/// <param name="Psf">The PSF, or the largest possible one.</param>
internal sealed record RunPlan(string Path, string Target, Shape Size, int Channels, long PeakBytes, Shape Transform, Psf Psf)
{
    /// <summary>The PSFs of the frame where they differ, or null.</summary>
    public PsfField? Field { get; init; }

    /// <summary>Number of tiles; 1 for a photograph that is restored as a whole.</summary>
    public int Tiles { get; init; } = 1;

    /// <summary>Estimated time; null if the PSF is to be estimated.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>A plan that fits into the memory limit and gives the same result.</summary>
    /// <param name="path">Path of the photograph.</param>
    /// <param name="limit">Bytes; null for half of the free memory.</param>
    /// <param name="plan">The plan as requested.</param>
    /// <param name="bytes">Peak memory of a plan.</param>
    /// <param name="lean">The same plan with one thread, which needs less.</param>
    /// <exception cref="MemoryException">The limit cannot be met.</exception>
    public static T Fit<T>(string path, long? limit, T plan, Func<T, long> bytes, Func<T> lean)
    {
        if (bytes(plan) <= Allowed(limit))
            return plan;

        // First free the buffers of the previous photograph, then use one thread. Neither changes the result.
        PlanarImage.TrimPool();
        long allowed = Allowed(limit);
        if (bytes(plan) <= allowed)
            return plan;
        T small = lean();
        long least = bytes(small);
        if (least <= allowed)
            return small;
        throw new MemoryException(
            $"{path} needs {MemorySize.Text(least)} of memory, and the limit is {MemorySize.Text(allowed)} "
                + $"({(limit is null ? "half of the free memory" : "--max-memory")}). "
                + $"Give --max-memory {Math.Ceiling(least / (double)(1 << 20)):F0}M if the machine has that much, restore a part "
                + "with --crop and --crop-margin, or use a machine with more memory."
        );
    }

    /// <summary>Prints what would be done.</summary>
    /// <param name="io">Where.</param>
    /// <param name="run">How to run.</param>
    public void Show(JobIo io, RunRequest run)
    {
        long allowed = Allowed(run.MaxMemory);
        io.Output.WriteLine(run.Json ? ToJson(allowed) : Text(allowed));
    }

    private string Text(long allowed)
    {
        string channels = Channels == 1 ? "1 channel" : $"{Channels} channels",
            tiles = Tiles == 1 ? "" : $"{Tiles} tiles, ",
            psf = $"PSF {(Time is null ? "to be estimated, at most " : "")}{Blurring.Size(Psf, Field)}",
            time = Time is { } t ? $", about {Words(t)}" : "";
        return $"{Path} → {Target}  {Size.Width}×{Size.Height}, {channels}, {psf}, {tiles}transforms {Transform.Width}×{Transform.Height}, "
            + $"memory {MemorySize.Text(PeakBytes)} of {MemorySize.Text(allowed)}{time}";
    }

    private string ToJson(long allowed) =>
        Json.Result(
            "plan",
            PeakBytes <= allowed,
            json =>
            {
                json.WriteString("input", Path);
                json.WriteString("output", Target);
                json.WriteNumber("width", Size.Width);
                json.WriteNumber("height", Size.Height);
                json.WriteNumber("channels", Channels);
                json.WriteNumber("psfWidth", Psf.Shape.Width);
                json.WriteNumber("psfHeight", Psf.Shape.Height);
                json.WriteNumber("tiles", Tiles);
                json.WriteNumber("transformWidth", Transform.Width);
                json.WriteNumber("transformHeight", Transform.Height);
                json.WriteNumber("peakBytes", PeakBytes);
                json.WriteNumber("allowedBytes", allowed);
                json.WriteFinite("seconds", Time?.TotalSeconds ?? double.NaN);
            }
        );

    private static long Allowed(long? limit) => limit ?? FreeMemory.Bytes() / 2;

    private static string Words(TimeSpan time) =>
        time.TotalSeconds < 100
            ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:F1} s")
            : string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:F0} min");
}
