using System.Globalization;
using Deconv.Cli.Options;
using Deconv.Imaging;
using Deconv.Restoration;
using MathNet.Numerics.Statistics;

namespace Deconv.Cli.Jobs.Batches;

/// <summary>Automatic values that are computed once for all files, so that a series is processed consistently.</summary>
/// <param name="input">How to read.</param>
/// <param name="source">Where the values come from.</param>
/// <param name="files">All files, including those of other shards, so that every shard gets the same values.</param>
internal sealed class SharedAutomatics(InputRequest input, AutoSource source, IReadOnlyList<string> files)
{
    private string Words => source == AutoSource.First ? "the first" : "the median";

    /// <summary>Noise and λ for all files; null if each file has its own.</summary>
    /// <param name="measure">The first iteration of a restoration.</param>
    /// <param name="context">Where to print them.</param>
    /// <param name="quiet">Whether to print nothing.</param>
    public SharedValues? Values(Func<string, Photograph, PhotographRestoration> measure, BatchContext context, bool quiet)
    {
        if (source == AutoSource.Each || !context.Several)
            return null;
        var noises = new List<double>();
        var lambdas = new List<double>();
        foreach (string path in Chosen())
        {
            if (context.Token.IsCancellationRequested)
                return null;
            if (Read(path) is not { } photograph)
                continue;
            using (photograph)
            using (PhotographRestoration result = LibraryErrors.Explained(() => measure(path, photograph)))
            {
                PlaneReport first = result.Result.Planes[0];
                noises.Add(first.Noise);
                lambdas.Add(first.Lambda);
            }
        }

        if (noises.Count == 0)
            throw new ImageFormatException(
                "None of the files can be read, so --auto-from cannot compute common values. Check the files with 'deconv inspect'."
            );
        var shared = new SharedValues(noises.Median(), lambdas.Median());
        if (!quiet)
        {
            string values = string.Create(CultureInfo.InvariantCulture, $"--noise {shared.Noise:G6} --lambda {shared.Lambda:G6}");
            context.Error.WriteLine($"For all files: {values} ({Words} of {files.Count} files).");
        }

        return shared;
    }

    /// <summary>A number measured on photographs and used for all files; null if each file has its own.</summary>
    public double? Common(Func<string, Photograph, double> find)
    {
        if (source == AutoSource.Each || files.Count < 2)
            return null;
        var found = new List<double>();
        foreach (string path in Chosen())
        {
            if (Read(path) is not { } photograph)
                continue;
            using (photograph)
                found.Add(find(path, photograph));
        }

        return found.Count == 0 ? null : found.Median();
    }

    private IEnumerable<string> Chosen()
    {
        if (files.Any(f => f == "-" || FileStatus.IsSpecial(f)))
            throw new UsageException(
                "--auto-from first and median read files twice, which is not possible with standard input and pipes. Use --auto-from each."
            );
        return source == AutoSource.First ? files.Take(1) : files;
    }

    /// <summary>Null for a file that cannot be read, which is reported when it is processed. The first file must be readable.</summary>
    private Photograph? Read(string path)
    {
        try
        {
            return input.Read(path);
        }
        catch (ImageFormatException) when (source == AutoSource.Median)
        {
            return null;
        }
    }
}

/// <summary>Automatic values for all files.</summary>
/// <param name="Noise">On the 0–1 linear scale.</param>
/// <param name="Lambda">λ.</param>
internal sealed record SharedValues(double Noise, double Lambda);
