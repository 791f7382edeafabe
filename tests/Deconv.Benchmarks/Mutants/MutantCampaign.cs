using System.Diagnostics;
using System.Globalization;
using Deconv.Cli;

namespace Deconv.Benchmarks.Mutants;

/// <summary>Runs mutants in processes of their own, a batch in each, because native code could take the process with it.</summary>
/// <param name="seed">Of the mutants.</param>
/// <param name="save">Folder for the files of failures; null to keep none.</param>
internal sealed class MutantCampaign(int seed, string? save)
{
    private const int Batch = 500;

    /// <summary>Without a word for this long, a worker hangs. It includes its start.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(2);

    private readonly List<MutantFailure> _failures = [];
    private readonly SortedDictionary<string, (int Runs, int Read)> _formats = [];
    private readonly SortedDictionary<int, int> _codes = [];

    public IReadOnlyList<MutantFailure> Failures => _failures;

    /// <summary>For every extension, how many mutants there were, and how many could be read.</summary>
    public IReadOnlyDictionary<string, (int Runs, int Read)> Formats => _formats;

    /// <summary>How often each exit code came.</summary>
    public IReadOnlyDictionary<int, int> Codes => _codes;

    /// <summary>Largest processor time of a mutant.</summary>
    public TimeSpan Slowest { get; private set; }

    public void Run(int count)
    {
        for (int next = 0; next < count; )
            next = RunBatch(next, Math.Min(Batch, count - next));
    }

    /// <summary>Returns the number of the mutant to go on with.</summary>
    private int RunBatch(int first, int count)
    {
        using Process worker = Start(first, count);
        int current = first;
        while (Line(worker) is { } line)
        {
            string[] words = line.Split(' ', 5);
            int number = int.Parse(words[1], CultureInfo.InvariantCulture);
            if (words[0] == MutantWorker.Began)
            {
                current = number;
                continue;
            }

            Count(number, int.Parse(words[2], CultureInfo.InvariantCulture), double.Parse(words[3], CultureInfo.InvariantCulture), words[4]);
            current = number + 1;
        }

        if (current >= first + count)
            return current;
        bool hangs = !worker.HasExited;
        if (hangs)
            worker.Kill(entireProcessTree: true);
        worker.WaitForExit();
        Fail(current, hangs ? "hang: no word for two minutes" : $"crash: exit code {worker.ExitCode} of the process");
        Mutant mutant = Mutant.Of(seed, current);
        (int runs, int read) = _formats.GetValueOrDefault(mutant.Extension);
        _formats[mutant.Extension] = (runs + 1, read);
        return current + 1;
    }

    private Process Start(int first, int count)
    {
        string range = string.Create(CultureInfo.InvariantCulture, $"{first}:{count}"),
            number = seed.ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo("dotnet", [typeof(MutantCampaign).Assembly.Location, "mutants", "--worker", range, "--seed", number])
        {
            RedirectStandardOutput = true,
        };
        return Process.Start(start)!;
    }

    /// <summary>The next line; null at the end and after too long a silence.</summary>
    private static string? Line(Process worker)
    {
        Task<string?> line = worker.StandardOutput.ReadLineAsync();
        return line.Wait(Silence) ? line.Result : null;
    }

    private void Count(int number, int code, double milliseconds, string wrong)
    {
        string extension = Mutant.Of(seed, number).Extension;
        (int runs, int read) = _formats.GetValueOrDefault(extension);
        _formats[extension] = (runs + 1, read + (code == ExitCode.Input ? 0 : 1));
        _codes[code] = _codes.GetValueOrDefault(code) + 1;
        var took = TimeSpan.FromMilliseconds(milliseconds);
        Slowest = took > Slowest ? took : Slowest;
        if (wrong.Length > 0)
            Fail(number, wrong);
    }

    private void Fail(int number, string wrong)
    {
        Mutant mutant = Mutant.Of(seed, number);
        _failures.Add(new(number, $"{mutant.Extension} to {mutant.Output}", wrong));
        if (save is null)
            return;
        Directory.CreateDirectory(save);
        File.WriteAllBytes(Path.Combine(save, string.Create(CultureInfo.InvariantCulture, $"{seed}-{number}{mutant.Extension}")), mutant.Content);
    }
}
