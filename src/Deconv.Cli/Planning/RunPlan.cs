using System.CommandLine;
using System.Globalization;
using Deconv.Cli.Batches;
using Deconv.Cli.Options;
using Deconv.Cli.Output;
using Deconv.Imaging;
using Deconv.Psfs;
using Deconv.Restoration;

namespace Deconv.Cli.Planning;

/// <summary>What restoring one picture is going to take: shown by --dry-run, held against --max-memory.</summary>
internal sealed class RunPlan
{
    private readonly string _path;
    private readonly string _target;
    private readonly DeconvolutionPlan _plan;
    private readonly long _pictures;

    private RunPlan(string path, string target, DeconvolutionPlan plan, long pictures) =>
        (_path, _target, _plan, _pictures) = (path, target, plan, pictures);

    /// <summary>The restoration, the picture it is given, and its copies on the way to the file.</summary>
    public long Bytes => _plan.PeakBytes + _pictures;

    public static RunPlan Of(string path, string target, Photograph blurred, Psf psf, DeconvolutionOptions options)
    {
        long planes = blurred.Color.Count + (blurred.Alpha is null ? 0 : 1);
        try
        {
            // The input, the blend of it with the answer, and the samples as they go into the file.
            return new(
                path,
                target,
                Deconvolver.Plan(blurred.Shape, blurred.Color.Count, psf, options),
                3 * planes * blurred.Shape.Count * sizeof(float)
            );
        }
        catch (ArgumentException e) when (e is not InvalidPsfException)
        {
            throw new UsageException(e.Message);
        }
    }

    /// <summary>The largest PSF that an estimate may end with: it bounds what restoring with it takes.</summary>
    public static Psf LargestKernel(Shape picture, int? size)
    {
        int side = size ?? Math.Min(Blind.BlindOptions.LargestKernel, Math.Min(picture.Height, picture.Width) / 4);
        return Psf.Box(Math.Clamp(side, 1, Math.Min(picture.Height, picture.Width)));
    }

    /// <summary>Options that keep within the memory, with the same result.</summary>
    /// <param name="limit">Bytes; null for half of what is free.</param>
    /// <param name="options">As asked for.</param>
    /// <exception cref="MemoryException">It cannot be kept.</exception>
    public DeconvolutionOptions Fit(long? limit, DeconvolutionOptions options)
    {
        long allowed = limit ?? FreeMemory.Bytes() / 2;
        if (Bytes <= allowed)
            return options;

        // Buffers that the picture before left behind, then the workspaces of all threads but one: neither changes the result.
        PlanarImage.TrimPool();
        allowed = limit ?? FreeMemory.Bytes() / 2;
        if (Bytes <= allowed)
            return options;
        DeconvolutionOptions lean = options with { Threads = 1 };
        long least = Deconvolver.Plan(_plan.Shape, _plan.Planes, _plan.Psf, lean).PeakBytes + _pictures;
        if (least <= allowed)
            return lean;
        throw new MemoryException(
            $"{_path} needs {MemorySize.Text(least)} of memory, and {MemorySize.Text(allowed)} may be used ({(limit is null ? "half of what is free" : "--max-memory")}). "
                + $"Give --max-memory {Math.Ceiling(least / (double)(1 << 20)):F0}M if the machine has it, or use a crop or a machine with more memory."
        );
    }

    /// <summary>Says what would be done; returns the exit code.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="run">How to run.</param>
    /// <param name="context">Where to say it.</param>
    /// <param name="blurred">The picture.</param>
    /// <param name="psf">The blur; null when it is going to be looked for.</param>
    /// <param name="options">How to restore.</param>
    public int Show(ParseResult parsed, RunOptions run, BatchContext context, Photograph blurred, Psf? psf, DeconvolutionOptions options)
    {
        Shape size = blurred.Shape,
            transform = _plan.TransformShape;
        long allowed = parsed.GetValue(run.MaxMemory)?.Value ?? FreeMemory.Bytes() / 2;
        TimeSpan? time = psf is null ? null : TimeEstimate.Of(blurred.Color, psf, options);
        if (parsed.GetValue(run.Json))
        {
            context.Output.WriteLine(
                Json.Result(
                    "plan",
                    Bytes <= allowed,
                    json =>
                    {
                        json.WriteString("input", _path);
                        json.WriteString("output", _target);
                        json.WriteNumber("width", size.Width);
                        json.WriteNumber("height", size.Height);
                        json.WriteNumber("channels", blurred.Color.Count);
                        json.WriteNumber("psfWidth", _plan.Psf.Shape.Width);
                        json.WriteNumber("psfHeight", _plan.Psf.Shape.Height);
                        json.WriteNumber("transformWidth", transform.Width);
                        json.WriteNumber("transformHeight", transform.Height);
                        json.WriteNumber("peakBytes", Bytes);
                        json.WriteNumber("allowedBytes", allowed);
                        json.WriteFinite("seconds", time?.TotalSeconds ?? double.NaN);
                    }
                )
            );
        }
        else
        {
            context.Output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{_path} → {_target}  {size.Width}×{size.Height}, {blurred.Color.Count} {(blurred.Color.Count == 1 ? "channel" : "channels")}, PSF {(psf is null ? "to be found, at most " : "")}{_plan.Psf.Shape.Width}×{_plan.Psf.Shape.Height}, transforms {transform.Width}×{transform.Height}, memory {MemorySize.Text(Bytes)} of {MemorySize.Text(allowed)}{(time is { } t ? $", about {Words(t)}" : "")}"
                )
            );
        }

        Fit(parsed.GetValue(run.MaxMemory)?.Value, options);
        return ExitCode.Ok;
    }

    private static string Words(TimeSpan time) =>
        time.TotalSeconds < 100
            ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:F1} s")
            : string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:F0} min");
}
