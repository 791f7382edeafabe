using System.Globalization;
using Deconv.Cli.Options;
using Deconv.Cli.Output;
using Deconv.Imaging;
using Deconv.Psfs;

namespace Deconv.Cli.Jobs.Planning;

/// <summary>What restoring one picture is going to take: shown by --dry-run, held against --max-memory.</summary>
/// <param name="Path">The picture's.</param>
/// <param name="Target">Where the result goes.</param>
/// <param name="Blurred">The picture.</param>
/// <param name="PeakBytes">Bytes held at most.</param>
/// <param name="Transform">Shape of the largest transforms.</param>
/// <param name="Psf">The blur, or the largest there may be.</param>
internal sealed record RunPlan(string Path, string Target, Photograph Blurred, long PeakBytes, Shape Transform, Psf Psf)
{
    /// <summary>How long it is going to take; null when the blur is going to be looked for.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>A plan that keeps within the memory, with the same result.</summary>
    /// <param name="path">The picture's.</param>
    /// <param name="limit">Bytes; null for half of what is free.</param>
    /// <param name="plan">As asked for.</param>
    /// <param name="bytes">What a plan holds at most.</param>
    /// <param name="lean">The same with one thread, which holds less.</param>
    /// <exception cref="MemoryException">It cannot be kept.</exception>
    public static T Fit<T>(string path, long? limit, T plan, Func<T, long> bytes, Func<T> lean)
    {
        if (bytes(plan) <= Allowed(limit))
            return plan;

        // Buffers that the picture before left behind, then the workspaces of all threads but one: neither changes the result.
        PlanarImage.TrimPool();
        long allowed = Allowed(limit);
        if (bytes(plan) <= allowed)
            return plan;
        T small = lean();
        long least = bytes(small);
        if (least <= allowed)
            return small;
        throw new MemoryException(
            $"{path} needs {MemorySize.Text(least)} of memory, and {MemorySize.Text(allowed)} may be used "
                + $"({(limit is null ? "half of what is free" : "--max-memory")}). "
                + $"Give --max-memory {Math.Ceiling(least / (double)(1 << 20)):F0}M if the machine has it, or use a crop or a "
                + "machine with more memory."
        );
    }

    /// <summary>Says what would be done.</summary>
    /// <param name="io">Where.</param>
    /// <param name="run">How to run.</param>
    public void Show(JobIo io, RunRequest run)
    {
        long allowed = Allowed(run.MaxMemory);
        io.Output.WriteLine(run.Json ? ToJson(allowed) : Text(allowed));
    }

    private string Text(long allowed)
    {
        Shape size = Blurred.Shape;
        string channels = Blurred.Color.Count == 1 ? "1 channel" : $"{Blurred.Color.Count} channels",
            psf = $"PSF {(Time is null ? "to be found, at most " : "")}{Psf.Shape.Width}×{Psf.Shape.Height}",
            time = Time is { } t ? $", about {Words(t)}" : "";
        return $"{Path} → {Target}  {size.Width}×{size.Height}, {channels}, {psf}, transforms {Transform.Width}×{Transform.Height}, "
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
                json.WriteNumber("width", Blurred.Shape.Width);
                json.WriteNumber("height", Blurred.Shape.Height);
                json.WriteNumber("channels", Blurred.Color.Count);
                json.WriteNumber("psfWidth", Psf.Shape.Width);
                json.WriteNumber("psfHeight", Psf.Shape.Height);
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
