using Deconv.Cli;

namespace Deconv.Benchmarks.Fuzzing;

/// <summary>Runs the command line of deconv on damaged files, in this process.</summary>
internal sealed class Fuzzer
{
    /// <summary>Limit of processor time for one run. Elapsed time would depend on what else the machine does.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Limit of elapsed time, for a run that waits without computing.</summary>
    private static readonly TimeSpan WallLimit = 10 * Limit;

    /// <summary>Exit codes that deconv may end with.</summary>
    private static readonly int[] Allowed =
    [
        ExitCode.Ok,
        ExitCode.Usage,
        ExitCode.Input,
        ExitCode.Output,
        ExitCode.Psf,
        ExitCode.NotTrusted,
        ExitCode.Diverged,
        ExitCode.Memory,
    ];

    private readonly SortedDictionary<int, int> _codes = [];
    private readonly List<string> _failures = [];

    /// <summary>Number of runs for every exit code.</summary>
    public IReadOnlyDictionary<int, int> Codes => _codes;

    /// <summary>Every failure, with the command and the path of the file if it was kept.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>Largest processor time of a run.</summary>
    public TimeSpan Slowest { get; private set; }

    /// <summary>Damages files and runs commands on them.</summary>
    /// <param name="count">Number of runs.</param>
    /// <param name="seed">Seed of the damage.</param>
    /// <param name="keep">Folder for the files of failures; null to keep none.</param>
    public void Run(int count, int seed, string? keep)
    {
        var random = new Random(seed);
        string folder = Directory.CreateTempSubdirectory("deconv-fuzz-").FullName;
        try
        {
            List<(string Name, byte[] Content, SeedKind Kind)> seeds = [.. Seeds.Make(folder)];
            string good = Path.Combine(folder, "seed-1-UInt8.png"),
                recipe = Path.Combine(folder, "recipe.json");
            if (
                Execute([
                    "deblur",
                    good,
                    "-p",
                    "gaussian:1",
                    "--iterations",
                    "1",
                    "-q",
                    "-o",
                    Path.Combine(folder, "r.png"),
                    "--save-recipe",
                    recipe,
                ]).Code == ExitCode.Ok
            )
                seeds.Add(("recipe.json", File.ReadAllBytes(recipe), SeedKind.Recipe));
            for (int i = 0; i < count && _failures.Count < 100; i++)
            {
                (string name, byte[] content, SeedKind kind) = seeds[i % seeds.Count];
                string path = Path.Combine(folder, "mutant" + Path.GetExtension(name));
                byte[] mutant = Mutator.Mutate(content, random);
                File.WriteAllBytes(path, mutant);
                string[] args = Command(kind, path, good, Path.Combine(folder, "out.png"), random);
                TimeSpan before = Environment.CpuUsage.TotalTime;
                (int code, string error) = Execute(args);
                TimeSpan took = Environment.CpuUsage.TotalTime - before;
                Slowest = took > Slowest ? took : Slowest;
                _codes[code] = _codes.GetValueOrDefault(code) + 1;
                File.Delete(path);
                if (Allowed.Contains(code) && took <= Limit)
                    continue;
                string kept = "";
                if (keep is not null)
                {
                    Directory.CreateDirectory(keep);
                    File.WriteAllBytes(kept = Path.Combine(keep, $"{seed}-{i}{Path.GetExtension(name)}"), mutant);
                }

                _failures.Add(
                    $"run {i}, {name}: {string.Join(' ', args)}: exit code {code} after {took.TotalSeconds:F1} s of processor time: "
                        + $"{error.Trim()} {kept}"
                );
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string[] Command(SeedKind kind, string path, string good, string output, Random random) =>
        (kind, random.Next(3)) switch
        {
            (SeedKind.Recipe, _) => ["replay", path, "-o", output, "-f", "-q"],
            (SeedKind.Psf, 0) => ["deblur", good, "-p", path, "--iterations", "1", "-o", output, "-f", "-q"],
            (SeedKind.Psf, 1) => ["psf", "check", path, "--fix", Path.ChangeExtension(output, ".txt"), "-f"],
            (SeedKind.Psf, _) => ["psf", "convert", path, output, "-f"],
            (_, 0) => ["inspect", path],
            (_, 1) => ["psf", "check", path],
            _ => ["deblur", path, "-p", "gaussian:1", "--iterations", "1", "-o", output, "-f", "-q"],
        };

    private static (int Code, string Error) Execute(string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        Task<int> run = Task.Run(() => Application.RunAsync(args, output, error));

        // A run that hangs cannot be stopped from here; it is reported and abandoned.
        return run.Wait(WallLimit) ? (run.Result, error.ToString()) : (-1, "still running");
    }
}
