using System.CommandLine;
using System.Globalization;
using Deconv.Cli.Options;
using Deconv.Imaging;
using Deconv.Psfs;
using Deconv.Restoration;
using MathNet.Numerics.Statistics;

namespace Deconv.Cli.Batches;

/// <summary>Automatic values that are worked out once and hold for all files, so that a series stays alike.</summary>
internal static class SharedAutomatics
{
    /// <summary>Sets <see cref="RestoreOptions.Shared"/> and says so; does nothing for --auto-from each or a single file.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="input">How to read.</param>
    /// <param name="restore">How to restore.</param>
    /// <param name="run">How to run.</param>
    /// <param name="files">All files, of every shard: each shard comes to the same values.</param>
    /// <param name="context">Where to say so.</param>
    /// <param name="psf">The blur of a picture.</param>
    public static void Resolve(
        ParseResult parsed,
        InputOptions input,
        RestoreOptions restore,
        RunOptions run,
        IReadOnlyList<string> files,
        BatchContext context,
        Func<Photograph, Psf> psf
    )
    {
        if (parsed.GetValue(restore.AutoFrom) == AutoSource.Each || !context.Several)
            return;
        var noises = new List<double>();
        var lambdas = new List<double>();
        foreach (string path in Chosen(parsed, restore, files))
        {
            if (context.Token.IsCancellationRequested)
                return;
            if (Read(parsed, input, restore, path) is not { } picture)
                continue;
            using (picture)
            {
                // Noise and λ are settled before the first step, so one is enough; the patch prior does not change them.
                DeconvolutionOptions options = restore.Options(parsed, picture, parsed.GetValue(run.Threads)) with
                {
                    Iterations = 1,
                    Effort = Effort.Balanced,
                };
                using PlanarImage? weights = options.Weights;
                using DeconvolutionResult result = Restore(path, picture, psf(picture), options);
                noises.Add(result.Planes[0].Noise);
                lambdas.Add(result.Planes[0].Lambda);
            }
        }

        if (noises.Count == 0)
            throw new ImageFormatException(
                "None of the files can be read, so --auto-from has nothing to go by. Check the files with 'deconv inspect'."
            );
        restore.Shared = (noises.Median(), lambdas.Median());
        if (!parsed.GetValue(run.Quiet))
            context.Error.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"For all files: --noise {restore.Shared.Value.Noise:G6} --lambda {restore.Shared.Value.Lambda:G6} ({Words(parsed, restore)} of {files.Count} files)."
                )
            );
    }

    /// <summary>A number found from pictures that holds for all files; null for --auto-from each.</summary>
    public static double? Common(
        ParseResult parsed,
        InputOptions input,
        RestoreOptions restore,
        IReadOnlyList<string> files,
        Func<Photograph, double> find
    )
    {
        if (parsed.GetValue(restore.AutoFrom) == AutoSource.Each || files.Count < 2)
            return null;
        var found = new List<double>();
        foreach (string path in Chosen(parsed, restore, files))
        {
            if (Read(parsed, input, restore, path) is not { } picture)
                continue;
            using (picture)
                found.Add(find(picture));
        }

        return found.Count == 0 ? null : found.Median();
    }

    private static IEnumerable<string> Chosen(ParseResult parsed, RestoreOptions restore, IReadOnlyList<string> files)
    {
        if (files.Contains("-"))
            throw new UsageException("--auto-from reads the files twice, which standard input does not allow. Use --auto-from each.");
        return parsed.GetValue(restore.AutoFrom) == AutoSource.First ? files.Take(1) : files;
    }

    private static string Words(ParseResult parsed, RestoreOptions restore) =>
        parsed.GetValue(restore.AutoFrom) == AutoSource.First ? "the first" : "the median";

    /// <summary>Null for a file that cannot be read: it is going to be reported when its turn comes. The first one has to be there.</summary>
    private static Photograph? Read(ParseResult parsed, InputOptions input, RestoreOptions restore, string path)
    {
        try
        {
            return InputOptions.Read(path, input.Load(parsed));
        }
        catch (ImageFormatException) when (parsed.GetValue(restore.AutoFrom) == AutoSource.Median)
        {
            return null;
        }
    }

    private static DeconvolutionResult Restore(string path, Photograph picture, Psf psf, DeconvolutionOptions options)
    {
        try
        {
            return Deconvolver.Run(picture.Color, psf, options);
        }
        catch (ArgumentException e) when (e is not InvalidPsfException)
        {
            throw new UsageException($"{path}: {e.Message}");
        }
    }
}
